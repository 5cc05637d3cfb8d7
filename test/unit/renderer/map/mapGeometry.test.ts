import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsInside } from '../../../../src/renderer/screens/map/lasso.ts';
import {
  fitted,
  panned,
  toCanvas,
  toPlane,
  wholePlane,
  zoomedAt,
} from '../../../../src/renderer/screens/map/mapView.ts';
import { PointGrid } from '../../../../src/renderer/screens/map/pointGrid.ts';

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const place = fc.record({ x: coordinate, y: coordinate });

describe('the view of the map', () => {
  it('shows the corners of the plane inside the canvas, upwards being up', () => {
    const view = wholePlane(400, 300);
    const { x, y } = toCanvas(view, { x: 1, y: 1 });
    expect(x).toBeLessThan(400);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(150);
  });

  it('can be fitted to points, all of them in sight and as large as they can be', () => {
    const positions = Float32Array.from([-1, 0, 0.5, 0.2, 0, -0.1]);
    const view = fitted(wholePlane(800, 300), positions);
    const xs = [0, 2, 4].map((start) => toCanvas(view, { x: positions[start]!, y: positions[start + 1]! }));
    expect(Math.min(...xs.map(({ x }) => x))).toBeCloseTo(24, 6);
    expect(Math.max(...xs.map(({ x }) => x))).toBeCloseTo(776, 6);
    for (const { y } of xs) expect(y).toBeGreaterThan(0);
    for (const { y } of xs) expect(y).toBeLessThan(300);
  });

  it('finds its way back from the canvas to the plane, wherever it was zoomed and moved', () => {
    fc.assert(
      fc.property(place, place, fc.double({ min: 0.5, max: 20, noNaN: true }), (point, at, factor) => {
        const view = panned(zoomedAt(wholePlane(640, 480), toCanvas(wholePlane(640, 480), at), factor), 13, -7);
        const back = toPlane(view, toCanvas(view, point));
        expect(back.x).toBeCloseTo(point.x, 9);
        expect(back.y).toBeCloseTo(point.y, 9);
      }),
    );
  });

  it('keeps what is under the pointer there when it zooms', () => {
    const view = panned(wholePlane(640, 480), 31, 4);
    const at = { x: 100, y: 200 };
    const under = toPlane(view, at);
    const after = toCanvas(zoomedAt(view, at, 3), under);
    expect(after.x).toBeCloseTo(100, 9);
    expect(after.y).toBeCloseTo(200, 9);
  });
});

describe('the grid of points', () => {
  it('finds the nearest point, as looking at all of them does', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), place, (places, at) => {
        const positions = Float32Array.from(places.flatMap(({ x, y }) => [x, y]));
        const radius = 0.3;
        const distance = (point: number): number =>
          Math.hypot(positions[2 * point]! - at.x, positions[2 * point + 1]! - at.y);
        const nearest = Math.min(...places.map((_, point) => distance(point)));
        const found = new PointGrid(positions).nearest(at, radius);
        if (nearest > radius) expect(found).toBeUndefined();
        else expect(distance(found!)).toBeCloseTo(nearest, 12);
      }),
    );
  });
});

describe('the lasso', () => {
  it('takes the points inside a line that turns inwards, and no others', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.5, y: 0.2 },
      { x: 0, y: 1 },
    ];
    const positions = Float32Array.from([0.1, 0.1, 0.5, 0.9, 0.9, 0.5, -0.5, 0.5]);
    expect(pointsInside(positions, line)).toEqual([0, 2]);
  });

  it('takes nothing with less than three corners', () => {
    expect(pointsInside(Float32Array.from([0, 0]), [{ x: 0, y: 0 }])).toEqual([]);
  });
});
