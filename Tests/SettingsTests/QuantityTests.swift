import Settings
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [("90s", 90), ("15m", 900), ("6h", 21600), ("3d", 259_200), ("0s", 0), ("36500d", 3_153_600_000)])
  func durationsAreReadAndSpelt(text: String, seconds: Int64) {
    #expect(Quantity.duration(text) == seconds)
    #expect(Quantity.duration(Quantity.spell(seconds: seconds)) == seconds)
  }

  @Test(arguments: ["", "15", "m", "-5m", "1.5h", "5 m", "5min", "36501d", "99999999999999999d", "1e3s", "５m"])
  func whatIsNoDurationIsRefused(text: String) { #expect(Quantity.duration(text) == nil) }

  @Test(arguments: [("512KiB", 524_288), ("8MiB", 8_388_608), ("1GiB", 1 << 30), ("100B", 100), ("42", 42)])
  func sizesAreRead(text: String, bytes: Int) { #expect(Quantity.bytes(text) == bytes) }

  @Test(arguments: ["", "8MB", "8mib", "-1", "9999999999999GiB", "MiB"])
  func whatIsNoSizeIsRefused(text: String) { #expect(Quantity.bytes(text) == nil) }

  @Test func spellingTakesTheLargestExactUnit() {
    #expect(Quantity.spell(seconds: 86400) == "1d")
    #expect(Quantity.spell(seconds: 5400) == "90m")
    #expect(Quantity.spell(seconds: 61) == "61s")
    #expect(Quantity.spell(seconds: 0) == "0s")
  }
}
