internal import TroupeCWire

/// What a crash leaves behind.
package enum CoreDumps {
  /// From now on this process leaves no core dump: called before a key comes into memory, where it may stay.
  package static func forbid() { troupe_forbid_core_dumps() }
}
