import fc from 'fast-check';
import { expect, it } from 'vitest';
import { centreOf, circleInTheMiddle, moved, pointsIn, resized } from '../../../../src/renderer/screens/map/circle.ts';
import { toPlane, wholePlane } from '../../../../src/renderer/screens/map/mapView.ts';

const view = wholePlane(400, 300);

it('holds the points that are no farther from its centre than its rim', () => {
  const radius = circleInTheMiddle.radiusPx / (0.94 * 150);
  const positions = Float32Array.from([0, 0, 0.99 * radius, 0, 0.8 * radius, 0.8 * radius, 0, -0.99 * radius, 1, 1]);
  expect(pointsIn(circleInTheMiddle, view, positions)).toEqual([0, 1, 3]);
  expect(pointsIn(resized(circleInTheMiddle, 1.25), view, positions)).toEqual([0, 1, 2, 3]);
});

it('can be brought to any point of the plane, the map moving under it at the rim of the canvas', () => {
  const step = fc.integer({ min: -500, max: 500 });
  fc.assert(
    fc.property(fc.array(fc.tuple(step, step), { maxLength: 20 }), (steps) => {
      let state = { circle: circleInTheMiddle, view };
      const target = { x: 200, y: 150 };
      for (const [byX, byY] of steps) {
        state = moved(state.circle, state.view, byX, byY);
        target.x += byX;
        target.y += byY;
        const { x, y } = centreOf(state.circle, state.view);
        expect(x >= 0 && x <= 400 && y >= 0 && y <= 300).toBe(true);
      }
      const [wanted, reached] = [toPlane(view, target), toPlane(state.view, centreOf(state.circle, state.view))];
      expect(reached.x).toBeCloseTo(wanted.x, 6);
      expect(reached.y).toBeCloseTo(wanted.y, 6);
    }),
  );
});

it('stays on a canvas that becomes smaller, and neither vanishes nor covers everything', () => {
  const { circle } = moved(circleInTheMiddle, view, 200, 150);
  expect(centreOf(circle, wholePlane(100, 80))).toEqual({ x: 100, y: 80 });
  expect(resized(circle, 1e-9).radiusPx).toBeGreaterThan(1);
  expect(resized(circle, 1e9).radiusPx).toBeLessThan(1000);
});
