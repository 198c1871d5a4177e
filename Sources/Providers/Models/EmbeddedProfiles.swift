import Foundation

/// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with
/// the folder.
enum EmbeddedProfiles {
  /// The bytes of each file.
  static let all: [Data] = [
    Data(PackageResources.gemini_2_5_flash_image_json),
    Data(PackageResources.gemini_3_pro_image_json),
    Data(PackageResources.gemini_3_1_flash_image_json),
    Data(PackageResources.gemini_3_1_flash_lite_image_json),
    Data(PackageResources.gemini_nano_banana_2_1_json),
    Data(PackageResources.troupe_storyboard_json),
  ]
}
