/// The sizes in which previews are kept, by the most pixels of the longer side.
public enum PreviewSize: Int, CaseIterable, Hashable, Sendable {
  /// For walls of pictures, also on screens with two pixels for one: 512.
  case wall = 512
  /// For one picture on a screen: 1,600.
  case screen = 1600
}
