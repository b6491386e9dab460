import { type Command, Help } from "commander";

/** Shows a command's groups of options in the order of these headings, whatever order its options were declared in. */
export function orderGroups(command: Command, headings: readonly string[]): Command {
  const placeOf = (heading: string) => {
    const place = headings.indexOf(heading);
    return place === -1 ? headings.length : place;
  };
  return command.configureHelp({
    groupItems: (declared, visible, groupOf) => {
      const groups = [...new Help().groupItems(declared, visible, groupOf)];
      return new Map(groups.sort(([one], [other]) => placeOf(one) - placeOf(other)));
    },
  });
}
