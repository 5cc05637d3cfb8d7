import type { EngineClient } from '../../../../src/shared/contract/contract.ts';

/** Some of the procedures of the engine, each a function that answers. */
export type FakeProcedures = {
  readonly [Namespace in keyof EngineClient]?: EngineClient[Namespace] extends (...input: never) => unknown
    ? EngineClient[Namespace]
    : { readonly [Name in keyof EngineClient[Namespace]]?: Answering<EngineClient[Namespace][Name]> };
};

type Answering<Procedure> = Procedure extends (...input: infer Input) => Promise<infer Output>
  ? (...input: Input) => Output | Promise<Output>
  : never;

/** An engine that answers as the test says; any other call fails the test with its name. */
export function fakeEngine(procedures: FakeProcedures = {}): EngineClient {
  const namespaces = procedures as Record<string, unknown>;
  return new Proxy({} as EngineClient, {
    get: (_engine, namespace: string) => {
      const own = namespaces[namespace];
      return typeof own === 'function' ? own : fakeNamespace(namespace, (own ?? {}) as Record<string, unknown>);
    },
  });
}

function fakeNamespace(namespace: string, procedures: Record<string, unknown>): object {
  return new Proxy(procedures, {
    get: (_procedures, name: string) => async (input: unknown) => {
      const answer = procedures[name];
      if (typeof answer !== 'function') throw new Error(`The test did not expect a call of ${namespace}.${name}.`);
      return (answer as (input: unknown) => unknown)(input);
    },
  });
}
