import type { ClassRecord } from '../../shared/domain/records.ts';

/** What became of a class: itself, the class it was joined with, or undefined when it was removed. */
export function currentClass(records: readonly ClassRecord[]): (index: number) => number | undefined {
  const byIndex = new Map(records.map((record) => [record.index, record]));
  return (index) => {
    let record = byIndex.get(index);
    while (record?.isRemoved && record.joinedWith !== undefined) record = byIndex.get(record.joinedWith);
    return record && !record.isRemoved ? record.index : undefined;
  };
}
