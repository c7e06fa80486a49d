import { Converter, ReflectionKind } from "typedoc";

/**
 * Names each module after its package (`core`, `core/virtual-clock`), not after its file.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = module.name.replace(/\/src(\/index)?$/, "").replace(/\/src\/(gen\/)?/, "/");
    }
  });
}
