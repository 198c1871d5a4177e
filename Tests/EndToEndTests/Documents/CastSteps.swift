/// The cast and its pictures.
extension DocumentSteps {
  static let start: [DocumentStep] = [
    DocumentStep("init", "init lib"),
    DocumentStep(
      "add",
      "add character kael {files}/kael.png --view front --name Kael --trait 'scar over the left eye' "
        + "--trait-from '3=red coat' --tag hero --description 'a tall man' --alias 凯尔 "
        + "--likeness fictional"),
    DocumentStep("add", "add object lantern {files}/lantern.png"),
  ]

  static let cast: [DocumentStep] =
    start + assets + [
      DocumentStep(
        "reference-add",
        "reference add @kael {files}/back.png --view back --look casual --caption 'in the rain' --pin"
      ).keeps("back", "references/0/reference/digest"),
      DocumentStep("reference-add", "reference add @kael {files}/back.png"),
      DocumentStep(
        "reference-add-dry-run", "reference add @harbor {files}/harbor-dusk.png --dry-run"),
      DocumentStep("reference-list", "reference list @kael --retired"),
      DocumentStep("reference-pin", "reference pin {back} --off"),
      DocumentStep("reference-retire", "reference retire {back}"),
      DocumentStep("reference-retire", "reference retire {back} --undo"),
      DocumentStep("reference-set", "reference set {back} --caption 'from behind'"),
      DocumentStep("reference-set-many", "reference set --of @kael --tag x {back} kael.png"),
      DocumentStep("reference-cut", "reference cut {files}/sheet.png --grid 2x1 --of @harbor"),
      DocumentStep(
        "reference-cut-out", "reference cut {files}/sheet.png --grid 2x1 --out {files}/cuts"),
      DocumentStep("list", "list"), DocumentStep("list", "list styles"),
      DocumentStep("show-asset", "show @kael"), DocumentStep("show-asset", "show @ink"),
      DocumentStep("show-asset", "show @kael/casual"),
    ] + looks + adapters

  private static let assets: [DocumentStep] = [
    DocumentStep("add", "add place harbor {files}/harbor-dusk.png"),
    DocumentStep("add", "add style ink"),
    DocumentStep("add-dry-run", "add character mira {files}/shoot --dry-run"),
    DocumentStep("add", "add character mira {files}/shoot --likeness real"),
    DocumentStep("add", "add object cup {files}/cup.png {files}/broken.png").ends(5),
    DocumentStep("export-dataset", "export @mira --dataset {files}/mira-set"),
    DocumentStep("set", "set @mira --release {files}/release.txt"),
    DocumentStep("set", "set @kael --trait 'gray hair' --tag hero"),
    DocumentStep("set-look", "set @kael/casual --description 'off duty' --trait 'blue jacket'"),
    DocumentStep("show-versions", "show @kael --versions"),
    DocumentStep("show-version", "show @kael#1"), DocumentStep("show-asset", "show @mira"),
    DocumentStep("rename", "rename @lantern @lamp"),
    DocumentStep("alias-add", "alias add @kael 'Kael the Elder'"),
    DocumentStep("alias-list", "alias list"),
    DocumentStep("alias-remove", "alias remove @kael 'Kael the Elder'"),
  ]

  private static let looks: [DocumentStep] = [
    DocumentStep(
      "look-add",
      "look add @kael/winter --trait 'wool coat' --drop-trait 'gray hair' --tag snow --from-shot 12"
    ),
    DocumentStep("look-set", "look set @kael/winter --description cold"),
    DocumentStep("look-list", "look list @kael"),
    DocumentStep("look-rename", "look rename @kael/winter coat"),
    DocumentStep("look-remove", "look remove @kael/casual"),
    DocumentStep("look-restore", "look restore @kael/casual"),
    DocumentStep("look-remove", "look remove @kael/coat"),
    DocumentStep("restore-look", "restore @kael/coat"),
    DocumentStep("remove", "remove @cup"), DocumentStep("restore", "restore @cup"),
    DocumentStep("sheet", "sheet @kael --out {files}/kael-sheet.png"),
    DocumentStep("sheet", "sheet @kael/casual --out {files}/casual-sheet.png"),
    DocumentStep("coverage", "coverage @kael --model gemini-3-pro-image"),
    DocumentStep("coverage", "coverage @harbor"),
  ]

  private static let adapters: [DocumentStep] = [
    DocumentStep(
      "adapter-add", "adapter add @kael {files}/kael_v2.safetensors --for sdxl --trigger kael_v2"
    ).keeps("adapter", "adapter/id"),
    DocumentStep("adapter-list", "adapter list"),
    DocumentStep(
      "plan",
      "plan '@kael on a roof' --model a1111-ip-adapter -o 'reference_model=ip-adapter_sdxl [7525f2f6]'"
    ),
    DocumentStep("adapter-remove", "adapter remove {adapter}"),
    DocumentStep("complete-plan", "complete @kael --plan --views face,profile-left -m offline"),
    DocumentStep("complete-plan", "complete @kael --plan --views face --look casual -m offline"),
    DocumentStep("complete", "complete @kael --views face -m offline"),
    DocumentStep("complete-accept", "complete accept @kael @last"),
  ]
}
