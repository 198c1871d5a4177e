import Foundation

/// The files of pages, built into the program.
enum WebFiles {
  /// A file with its media type.
  typealias File = (bytes: [UInt8], type: String)

  /// Templates by name.
  static var templates: [String: String] {
    [
      "asset": PackageResources.asset_mustache, "bottom": PackageResources.bottom_mustache,
      "cast": PackageResources.cast_mustache, "compare": PackageResources.compare_mustache,
      "costs": PackageResources.costs_mustache, "image": PackageResources.image_mustache,
      "lineage": PackageResources.lineage_mustache, "models": PackageResources.models_mustache,
      "plan": PackageResources.plan_mustache,
      "planColumns": PackageResources.planColumns_mustache,
      "problem": PackageResources.problem_mustache, "rework": PackageResources.rework_mustache,
      "scene": PackageResources.scene_mustache, "scenes": PackageResources.scenes_mustache,
      "shot": PackageResources.shot_mustache, "top": PackageResources.top_mustache,
      "wall": PackageResources.wall_mustache, "work": PackageResources.work_mustache,
      "workJobs": PackageResources.workJobs_mustache,
    ].mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// The fixed words of a language, then its sentences.
  static func words(_ language: Language) -> [[UInt8]] {
    switch language {
    case .english: [PackageResources.en_json, PackageResources.en_rooms_json]
    case .chinese: [PackageResources.zh_json, PackageResources.zh_rooms_json]
    }
  }

  static func sentences(_ language: Language) -> [UInt8] {
    switch language {
    case .english: PackageResources.en_sentences_json
    case .chinese: PackageResources.zh_sentences_json
    }
  }

  /// Changes with any of the files, so that browsers may keep them for long.
  static let version: String = {
    let files = [stylesheet, module, aspects, PackageResources.icon_svg]
    let hash = files.joined().reduce(UInt64(0xCBF2_9CE4_8422_2325)) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }()

  /// The file that pages call `name`; `nil` where there is none.
  static func file(_ name: String) -> File? {
    switch name {
    case "gallery.css": (stylesheet, "text/css; charset=utf-8")
    case "gallery.js": (module, "text/javascript; charset=utf-8")
    case "aspects.css": (aspects, "text/css; charset=utf-8")
    case "icon.svg": (PackageResources.icon_svg, "image/svg+xml")
    default: nil
    }
  }

  private static let stylesheet: [UInt8] = joined([
    PackageResources.gallery_css, PackageResources.gallery_wall_css,
    PackageResources.gallery_image_css, PackageResources.gallery_compare_css,
    PackageResources.gallery_lineage_css, PackageResources.rooms_css,
    PackageResources.rooms_cast_css, PackageResources.rooms_plan_css,
    PackageResources.rooms_work_css,
  ])

  private static let module: [UInt8] = joined([
    PackageResources.gallery_js, PackageResources.gallery_acts_js,
    PackageResources.gallery_keys_js, PackageResources.gallery_wall_js,
    PackageResources.gallery_paging_js, PackageResources.gallery_arrivals_js,
    PackageResources.gallery_image_js, PackageResources.gallery_compare_js,
    PackageResources.gallery_lineage_js, PackageResources.rooms_js, PackageResources.rooms_cast_js,
    PackageResources.rooms_plan_js,
  ])

  /// A class for each proportion of pictures, in steps of a hundredth of a doubling: what the rows of the wall are made by.
  private static let aspects: [UInt8] = Array(
    (-332...332).map { step in
      ".a-\(step){--a:\(String(format: "%.4f", exp2(Double(step) / 100)))}"
    }.joined(separator: "\n").utf8)

  private static func joined(_ files: [[UInt8]]) -> [UInt8] {
    Array(files.joined(separator: [UInt8(ascii: "\n")]))
  }
}
