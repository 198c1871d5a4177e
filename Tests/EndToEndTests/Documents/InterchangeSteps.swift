import TestSupport

/// What goes out of a library and comes in from others.
extension DocumentSteps {
  static let interchange: [DocumentStep] =
    start + [
      DocumentStep("generate", "generate '@kael on a roof' -m offline").keeps(
        "image", "generations/0/outputs/0/id"),
      DocumentStep("export", "export {image} --to {files}/out --embed --sidecar json,xmp"),
      DocumentStep("export", "export with:@kael --to {files}/web --strip --format webp --size 64"),
      DocumentStep("export", "export with:@kael --to {files}/a.cbz"),
      DocumentStep("export", "export nothing-of-that-kind --to {files}/none"),
      DocumentStep("export-table", "export with:@kael --to {files}/a.csv"),
      DocumentStep("export-table", "export with:@kael --to {files}/a.jsonl"),
      DocumentStep("pack", "pack @kael --with generations {files}/kael.troupe"),
      DocumentStep("pack", "pack @kael {files}/kael.char"),
      DocumentStep("unpack-dry-run", "unpack {files}/kael.troupe --dry-run"),
      DocumentStep("unpack", "unpack {files}/kael.troupe"),
      DocumentStep("set", "set @kael --description changed"),
      DocumentStep("error", "unpack {files}/kael.troupe").ends(2),
      DocumentStep("unpack", "unpack {files}/kael.troupe --conflict rename"),
      DocumentStep("unpack", "unpack {files}/kael.troupe --conflict keep"),
      DocumentStep("unpack-card", "unpack {files}/kael.char --as @wolf"),
      DocumentStep("init", "init {files}/studio"),
      DocumentStep("add", "add object @lantern {files}/lantern.png --library {files}/studio"),
      DocumentStep("add", "add object @cup {files}/cup.png --library {files}/studio"),
      DocumentStep("cast-link", "cast link {files}/studio"),
      DocumentStep("cast-list", "cast list"), DocumentStep("list", "list"),
      DocumentStep("show-asset", "show @lantern"),
      DocumentStep("set", "set @cup --description cracked --library {files}/studio"),
      DocumentStep("cast-refresh", "cast refresh"),
      DocumentStep("cast-unlink", "cast unlink {files}/studio"),
      DocumentStep("import", "import {files}/graph").keeps("fox", "suggestions/0/generation"),
      DocumentStep("parents-list", "parents"), DocumentStep("parents-list", "parents list --all"),
      DocumentStep("parents-accept", "parents accept {fox}"),
      DocumentStep("parents-accept", "parents accept --all --confidence 0.5"),
      DocumentStep("show-generation", "show {fox}"),
      DocumentStep("parents-forget", "parents forget {fox}"),
      DocumentStep("verify", "verify"),
    ]
}
