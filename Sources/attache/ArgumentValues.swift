public import ArgumentParser
public import News
import Settings

/// A duration on the command line: `90s`, `15m`, `6h`, `3d`.
struct DurationArgument: ExpressibleByArgument {
  var seconds: Int64

  init(seconds: Int64) { self.seconds = seconds }

  init?(argument: String) {
    guard let seconds = Quantity.duration(argument) else { return nil }
    self.seconds = seconds
  }

  var defaultValueDescription: String { Quantity.spell(seconds: seconds) }
}

// The words of the configuration and the JSON are those of the command line.
extension Kind: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}
extension Topic: ExpressibleByArgument {}
extension Side: ExpressibleByArgument {}
extension Trust: ExpressibleByArgument {}
