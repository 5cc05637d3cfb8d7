import path from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../src/shared/contract/contract.ts';
import { fromWire } from '../../src/shared/contract/errors.ts';
import type { HandfulError } from '../../src/shared/errors.ts';
import { RED_AND_BLUE, writePictures } from '../support/pictures.ts';
import { transports, type Connected } from './transports.ts';

/** Each draws this many inputs. */
const RUNS = 25;

interface Procedure {
  readonly path: readonly string[];
  /** Undefined where nothing is to be given. */
  readonly input: z.ZodType | undefined;
}

/** The procedures of the contract, but for the one that would fill the home folder with 4,000 pictures. */
function procedures(part: unknown, at: readonly string[] = []): Procedure[] {
  if (isContractProcedure(part)) {
    const input = part['~orpc'].inputSchema as z.ZodType | undefined;
    return at.at(-1) === 'createDemo' ? [] : [{ path: at, input }];
  }
  return Object.entries(part as Record<string, unknown>).flatMap(([name, inner]) => procedures(inner, [...at, name]));
}

/** Texts that people, programs and attackers send. None is the path of anything. */
const texts = fc.constantFrom(
  '',
  ' ',
  '\0',
  '../nowhere',
  '/nowhere/at/all',
  'ä'.repeat(5000),
  '__proto__',
  '#ff00zz',
  'boot',
);
const junk = fc.oneof(
  texts,
  fc.jsonValue({ maxDepth: 2, noUnicodeString: false }).filter((value) => typeof value !== 'string'),
);

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Values that fit a schema here and there, so that some get past the first check. */
function nearly(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, field]) => [name, nearly(field)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  if (schema.enum) return fc.oneof(fc.constantFrom(...schema.enum), junk);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double(), junk);
    case 'array':
      return fc.oneof(
        fc.array(fc.integer({ min: -1, max: 8 }), { maxLength: 5 }),
        fc.array(junk, { maxLength: 3 }),
        junk,
      );
    case 'boolean':
      return fc.oneof(fc.boolean(), junk);
    default:
      return fc.oneof(texts, junk);
  }
}

const isStream = (answer: unknown): answer is { return(): Promise<unknown> } =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;

function inputsOf({ input }: Procedure): fc.Arbitrary<unknown> {
  if (!input) return junk;
  return fc.oneof(nearly(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema), junk);
}

describe('malformed input', () => {
  let engine: Connected;
  let project: string;

  beforeAll(async () => {
    engine = await transports['a port of the desktop app']!();
    const folder = path.join(engine.root, 'images');
    await writePictures(folder, RED_AND_BLUE, 3);
    project = (await engine.client.project.create({ folder })).path;
  });
  afterAll(() => engine.close());

  const call = async (procedure: Procedure, input: unknown): Promise<HandfulError | undefined> => {
    let target: unknown = engine.client;
    for (const name of procedure.path) target = (target as Record<string, unknown>)[name];
    try {
      const answer = await (target as (input: unknown) => Promise<unknown>)(input);
      if (isStream(answer)) await answer.return();
      return undefined;
    } catch (error) {
      return fromWire(error);
    }
  };

  it.each(procedures(contract).map((procedure) => [procedure.path.join('.'), procedure] as const))(
    'of %s is answered or refused with what to do',
    async (_, procedure) => {
      await engine.client.project.open({ path: project });
      await fc.assert(
        fc.asyncProperty(inputsOf(procedure), async (input) => {
          const error = await call(procedure, input);
          if (!error) return;
          expect(['INTERNAL', 'ENGINE_GONE'], `${error.code}: ${error.message}`).not.toContain(error.code);
          expect(error.message).not.toBe('');
          expect(error.remedy).not.toBe('');
        }),
        { numRuns: procedure.input ? RUNS : 3, seed: 20_261_122 },
      );
      expect(await engine.client.app.info()).toMatchObject({ host: 'desktop' });
    },
  );
});

describe('messages that are none', () => {
  const frames = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          i: fc.oneof(fc.constant('1'), junk),
          t: fc.oneof(fc.constantFrom(1, 2, 3, 4, undefined), junk),
          p: fc.oneof(
            fc.record(
              {
                u: fc.oneof(fc.constantFrom('/app/info', '/events', '/labels/assign', '//', 'x', '/%'), junk),
                b: fc.oneof(fc.record({ json: junk, meta: junk, maps: junk }, { requiredKeys: [] }), junk),
                h: fc.oneof(
                  fc.record({ 'content-type': fc.constantFrom('text/event-stream', 'multipart/form-data') }),
                  junk,
                ),
                m: fc.oneof(fc.constantFrom('GET', 'POST'), junk),
              },
              { requiredKeys: [] },
            ),
            junk,
          ),
        },
        { requiredKeys: [] },
      )
      .map((frame) => JSON.stringify(frame)),
  );

  it.each(Object.keys(transports).filter((name) => name !== 'a direct call'))(
    'do the engine no harm: over %s',
    async (name) => {
      const engine = await transports[name]!();
      try {
        await fc.assert(
          fc.asyncProperty(fc.array(frames, { minLength: 3, maxLength: 12 }), async (garbage) => {
            const other = await engine.connect!();
            for (const frame of garbage) other.send(frame);
            other.close();
            expect(await engine.client.app.info()).toMatchObject({ version: expect.any(String) });
          }),
          { numRuns: RUNS, seed: 20_261_122 },
        );
      } finally {
        await engine.close();
      }
    },
  );
});
