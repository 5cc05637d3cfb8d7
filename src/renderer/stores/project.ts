import { defineStore } from 'pinia';
import { computed, shallowRef, ref } from 'vue';
import type { ClassInfo, ProjectState } from '../../shared/contract/project.ts';

/** The open project. */
export const useProject = defineStore('project', () => {
  const project = shallowRef<ProjectState | null>(null);
  /** Whether the engine has said yet which project is open, if any. */
  const isKnown = ref(false);
  const classes = computed<readonly ClassInfo[]>(() => project.value?.classes ?? []);
  const classByIndex = computed(() => new Map(classes.value.map((one) => [one.index, one])));

  /** Takes the state that the engine reports: whether it is another project than before. */
  function take(state: ProjectState | null): boolean {
    const isAnother = state?.path !== project.value?.path;
    project.value = state;
    isKnown.value = true;
    return isAnother;
  }

  return { project, isKnown, classes, classByIndex, take };
});
