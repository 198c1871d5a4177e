internal import TroupeRecord
internal import TroupeVocabulary

/// A picture as a request shows it: alone, or on a sheet.
struct ShownPicture {
  /// Its image's place in the request, from 1.
  let position: Int
  let isOnSheet: Bool
  let role: Role
  /// The asset it shows, whatever it is called.
  let asset: ULID?
  /// Whom, which view and which look it shows.
  let subject: String
  let view: View?
  let look: String?
  let picture: Digest
  let reason: String
  /// The bytes sent; `nil` on a sheet, whose bytes are those of all its pictures.
  let rendition: StoredImage?

  /// All of `request`, in order.
  static func all(_ request: PreparedRequest) -> [ShownPicture] {
    request.inputs.flatMap { input -> [ShownPicture] in
      let one = input.chosen
      func picture(
        _ handle: Handle?, _ view: View?, _ look: String?, _ digest: Digest, _ reason: String
      ) -> ShownPicture {
        let who = handle.map { "\($0)" } ?? one.role.rawValue
        return ShownPicture(
          position: one.position, isOnSheet: one.sheet != nil, role: one.role,
          asset: handle.flatMap(request.assetID),
          subject: [who, view?.rawValue, look].compactMap(\.self).joined(separator: " "),
          view: view, look: look, picture: digest, reason: reason,
          rendition: one.sheet == nil ? input.rendition : nil)
      }
      guard let parts = one.sheet else {
        return [picture(one.asset, one.view, one.look, one.reference, one.reason)]
      }
      return parts.map { picture($0.asset, $0.view, $0.look, $0.reference, $0.reason) }
    }
  }

  /// As in `@kael front 3fa1c2d4e5f6`.
  var name: String { "\(subject) \(picture.short)" }

  /// As in `image 2`.
  var place: String { (isOnSheet ? "on the sheet of image " : "image ") + "\(position)" }

  /// Whether it is the same picture in the same role; one picture may be of several assets.
  func isSame(_ other: ShownPicture) -> Bool {
    picture == other.picture && role == other.role && asset == other.asset
  }

  /// Whether another picture shows the same of the same asset.
  func showsSame(_ other: ShownPicture) -> Bool {
    asset != nil && asset == other.asset && role == other.role && view == other.view
      && look == other.look
  }

  /// Whether a verdict of `request` is about it.
  func isAbout(_ verdict: ExcludedReference, in request: PreparedRequest) -> Bool {
    verdict.reference == picture && verdict.asset.flatMap(request.assetID) == asset
  }
}

extension PreparedRequest {
  /// The asset that is called `handle` in it.
  fileprivate func assetID(_ handle: Handle) -> ULID? {
    cast.first { $0.asset.handle == handle }?.asset.id
  }
}
