package import Foundation

/// Small files of safetensors.
package enum SampleSafetensors {
  /// One with a tensor of a LoRA.
  package static func lora(
    metadata: [String: String] = ["ss_base_model_version": "sdxl_base_v1-0"], fill: UInt8 = 1
  ) -> Data {
    let header: [String: Any] = [
      "__metadata__": metadata,
      "lora_unet_mid.lora_down.weight": [
        "dtype": "F16", "shape": [2, 4], "data_offsets": [0, 16],
      ],
      "lora_unet_mid.lora_up.weight": [
        "dtype": "F16", "shape": [4, 2], "data_offsets": [16, 32],
      ],
    ]
    return file(header, data: Data(repeating: fill, count: 32))
  }

  /// `header` with its length before it, and `data` behind it.
  package static func file(_ header: Any, data: Data) -> Data {
    let json = (try? JSONSerialization.data(withJSONObject: header, options: .sortedKeys)) ?? Data()
    return length(UInt64(json.count)) + json + data
  }

  /// The eight bytes of a header's length.
  package static func length(_ count: UInt64) -> Data {
    withUnsafeBytes(of: count.littleEndian) { Data($0) }
  }
}
