import ArgumentParser
import Troupe

/// The root: names the commands, does nothing itself.
struct TroupeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "troupe",
    abstract:
      "Keep a cast of characters, objects, styles and places the same across generated images.",
    discussion: """
      A library is a folder: your cast with its reference pictures, and a record of all that was \
      made with it. Begin with:

        troupe init my-comic && cd my-comic
        troupe add character kael ~/kael.png --trait "scar over the left eye"
        troupe generate "@kael on a roof at night" --model troupe/storyboard

      troupe/storyboard draws offline and free; 'troupe models' lists the others, 'troupe key set \
      google' stores a key. --library, --json, --quiet and --verbose work with every command.
      """,
    version: Version.number,
    groupedSubcommands: [
      CommandGroup(
        name: "Cast",
        subcommands: [
          InitCommand.self, AddCommand.self, ReferenceCommand.self, ListCommand.self,
          ShowCommand.self, SetCommand.self, RenameCommand.self, AliasCommand.self,
          LookCommand.self,
          AdapterCommand.self, PackCommand.self, UnpackCommand.self, CastCommand.self,
          RemoveCommand.self, RestoreCommand.self, SheetCommand.self, CoverageCommand.self,
          CompleteCommand.self,
        ]),
      CommandGroup(
        name: "Pictures",
        subcommands: [
          ServeCommand.self, MCPCommand.self, PlanCommand.self, GenerateCommand.self,
          EditCommand.self,
          BatchCommand.self,
          SessionCommand.self, ShotsCommand.self, SnippetCommand.self,
        ]),
      CommandGroup(
        name: "Record",
        subcommands: [
          SearchCommand.self, OpenCommand.self, DuplicatesCommand.self, CheckCommand.self,
          LineageCommand.self,
          ReplayCommand.self,
          RebuildCommand.self,
          ReworkCommand.self, CompareCommand.self, CostsCommand.self, ImportCommand.self,
          ParentsCommand.self, ExportCommand.self,
        ]),
      CommandGroup(
        name: "Keepers",
        subcommands: [
          RateCommand.self, PickCommand.self, RejectCommand.self, TagCommand.self,
          NoteCommand.self, UndoCommand.self, BoardCommand.self,
        ]),
      CommandGroup(
        name: "Models and care",
        subcommands: [
          ModelsCommand.self, KeyCommand.self, ConfigCommand.self, VerifyCommand.self,
          RecoverCommand.self,
          BackupCommand.self, GCCommand.self, PurgeCommand.self, ReindexCommand.self,
        ]),
    ])
}
