import Foundation
import Testing
import TroupeSelection
import TroupeVocabulary

/// What names of files and folders are understood to say.
@Suite struct NameReaderTests {
  private static func asset(
    _ handle: Handle, _ aliases: [String] = [], looks: [String] = []
  ) -> Asset {
    Asset(
      id: ULID(
        at: Date(timeIntervalSince1970: 0), entropy: UInt128(handle.text.hashValue.magnitude)),
      handle: handle, kind: .character, aliases: aliases, name: handle.text,
      looks: looks.map { Look(name: $0) }, createdAt: Date(timeIntervalSince1970: 0))
  }

  private static let reader = NameReader(
    asset(
      "kael", ["凯尔", "Каэль", "カエル", "카엘", "Kael Moreno"], looks: ["winter", "night-coat", "冬"]),
    others: [asset("mira", ["米拉"]), asset("kael", ["凯尔"])])

  /// A path, and what is read from it: look, view, caption, number; `+` marks a look that is new.
  private static let rows: [(String, String, String, String, Int?)] = [
    ("winter/profile-left.png", "winter", "profile-left", "", nil),
    ("kael_winter_back.png", "winter", "back", "", nil),
    ("Winter/Back 2.JPG", "winter", "back", "", 2),
    ("kael-front.png", "", "front", "", nil),
    ("KaelProfileRight.png", "", "profile-right", "", nil),
    ("back2.png", "", "back", "", 2),
    ("3-4 view.png", "", "three-quarter", "", nil),
    ("kael.three-quarter.back.png", "", "three-quarter-back", "", nil),
    ("kael side (1).png", "", "profile", "", nil),
    ("full body.png", "", "full-body", "", nil),
    ("left_side.png", "", "profile-left", "", nil),
    ("night coat/face.png", "night-coat", "face", "", nil),
    ("summer/front.png", "+summer", "front", "", nil),
    ("Rain Coat/front.png", "+Rain-Coat", "front", "", nil),
    ("refs/winter/edited/front.png", "winter", "front", "", nil),
    ("kael/red coat back.png", "", "back", "red coat", nil),
    ("smiling.png", "", "expression", "smiling", nil),
    ("kael_holding_lantern.png", "", "", "holding lantern", nil),
    ("IMG_1234.JPG", "", "", "", nil),
    ("DSC00012.jpg", "", "", "", nil),
    ("P1010123.JPG", "", "", "", nil),
    ("PXL_20260101_123456789.jpg", "", "", "", nil),
    ("3f2504e0-4f89-11d3-9a0c-0305e82c3301.png", "", "", "", nil),
    ("9f86d081884c7d659a2feaa0c55ad015.png", "", "", "", nil),
    ("DCIM/100CANON/IMG_0042.JPG", "", "", "", nil),
    ("IMG_1234 back.png", "", "back", "", nil),
    ("Screenshot 2026-03-01.png", "", "", "", nil),
    ("kael copy 2.png", "", "", "", nil),
    ("凯尔_背面.png", "", "back", "", nil),
    ("凯尔/冬/左侧面.png", "冬", "profile-left", "", nil),
    ("凯尔正面图.png", "", "front", "", nil),
    ("全身像 3.png", "", "full-body", "", 3),
    ("凯尔_红色外套.png", "", "", "红色外套", nil),
    ("夏装/侧面（2）.png", "+夏装", "profile", "", nil),
    ("カエル_後ろ姿.png", "", "back", "", nil),
    ("右向き.png", "", "profile-right", "", nil),
    ("카엘 뒷모습.png", "", "back", "", nil),
    ("카엘_왼쪽.png", "", "profile-left", "", nil),
    ("Каэль сзади.png", "", "back", "", nil),
    ("левый профиль.png", "", "profile-left", "", nil),
    ("kael_von_hinten.png", "", "back", "", nil),
    ("Vorderansicht.png", "", "front", "", nil),
    ("profil gauche.png", "", "profile-left", "", nil),
    ("kael-de-dos.png", "", "back", "", nil),
    ("perfil izquierdo.png", "", "profile-left", "", nil),
    ("cuerpo entero.png", "", "full-body", "", nil),
    ("kael_de_costas.png", "", "back", "", nil),
    ("perfil direito.png", "", "profile-right", "", nil),
    ("profilo sinistro.png", "", "profile-left", "", nil),
    ("primo piano.png", "", "face", "", nil),
  ]

  @Test(arguments: rows)
  func isRead(_ path: String, _ look: String, _ view: String, _ caption: String, _ number: Int?) {
    let parts = path.split(separator: "/").map(String.init)
    let read = Self.reader.read(path, in: parts.dropLast())
    #expect((read.isNewLook ? "+" : "") + (read.look ?? "") == look)
    #expect(read.view?.rawValue ?? "" == view)
    #expect(read.caption == caption)
    #expect(read.number == number)
    #expect(read.other == nil)
  }

  @Test func anotherAssetIsTold() {
    #expect(Self.reader.read("mira/back.png", in: ["mira"]).other == "mira")
    #expect(Self.reader.read("米拉_正面.png", in: []).other == "mira")
    // A picture of both is one of this asset too.
    #expect(Self.reader.read("kael and mira.png", in: []).other == nil)
  }

  @Test func aFolderAroundCountsOnlyAsALook() {
    #expect(Self.reader.read("shoots/winter/a.png", in: [], around: "winter").look == "winter")
    let other = Self.reader.read("back/x/a.png", in: [], around: "back")
    #expect(other.look == nil && other.view == nil && !other.isNewLook)
  }

  @Test(
    arguments: [
      ("wide.png", "wide", nil), ("harbor-left-dawn.png", "left", "dawn"),
      ("right dusk 2.jpg", "right", "dusk"), ("night/reverse.png", "reverse", "night"),
      ("全景.png", "wide", nil), ("夜晚.png", nil, "night"), ("close-up.png", "detail", nil),
      ("harbor.png", nil, nil),
    ] as [(String, String?, String?)])
  func picturesOfPlacesAreCalledByAnglesAndTimes(path: String, view: String?, time: String?) {
    let parts = path.split(separator: "/").map(String.init)
    let place = Asset(
      id: ULID(at: Date(timeIntervalSince1970: 0), entropy: 7), handle: "harbor", kind: .place,
      name: "harbor", createdAt: Date(timeIntervalSince1970: 0))
    let read = NameReader(place, others: []).read(parts.last ?? "", in: parts.dropLast())
    #expect(read.view?.rawValue == view && read.time?.rawValue == time, "\(read)")
    #expect(read.look == nil || read.isNewLook == false, "\(read)")
  }
}
