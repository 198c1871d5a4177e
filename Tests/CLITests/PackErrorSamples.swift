import Troupe

/// One of each error of packs and linked libraries, and both forms of those whose words vary.
enum PackErrorSamples {
  static let all: [TroupeError] = [
    .pack(.notPack(file: "a.troupe", found: "no ZIP archive")),
    .pack(.newer(file: "a.troupe", version: 3, known: 1)),
    .pack(.refused(file: "a.troupe", part: "/a", reason: "its path begins at the root")),
    .pack(.refused(file: "a.troupe", part: "", reason: "the archive is cut off")),
    .pack(.conflict(file: "a.troupe", handles: ["kael"])),
    .pack(.conflict(file: "a.troupe", handles: ["kael", "mira"])),
    .pack(.unpackable(part: "assets", reason: "2000 are more than a pack may have")),
    .pack(.unpackable(part: "", reason: "it has no name")),
    .pack(.noArchiver(library: "libzip")),
    .catalog(.linkedAsset("kael", library: "/a")),
  ]
}
