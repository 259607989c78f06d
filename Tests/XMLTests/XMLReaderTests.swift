import Testing
import XML

/// Writes down what a document makes it do.
private final class Recorder: XMLReader {
  var log: [String] = []
  private var names: [String] = []

  override func identify(name: String, prefix: String?, namespace: String?) -> Code {
    names.append("\(prefix.map { $0 + ":" } ?? "")\(name)\(namespace.map { "{\($0)}" } ?? "")")
    return Code(names.count - 1)
  }

  override func start(_ code: Code) {
    log.append("<\(names[Int(code)])\(attribute("a").map { " a=\($0)" } ?? "")")
    keepText()
  }

  override func end(_ code: Code) {
    if let text = text(.verbatim) { log.append(text) }
    dropText()
    log.append(">")
  }

  static func read(_ document: String, limits: XMLLimits = XMLLimits()) -> (log: [String], failure: XMLFailure?) {
    let recorder = Recorder(limits: limits)
    do throws(XMLFailure) {
      try recorder.read(XMLText(Array(document.utf8)))
      return (recorder.log, nil)
    } catch {
      return (recorder.log, error)
    }
  }

  /// The same after mending.
  static func readMended(_ document: String) throws(XMLFailure) -> [String] {
    let recorder = Recorder()
    try recorder.read(XMLRepair(XMLText(Array(document.utf8))).text)
    return recorder.log
  }
}

@Suite("The XML reader")
struct XMLReaderTests {
  @Test("tells elements, attributes and text in order")
  func order() {
    let (log, failure) = Recorder.read("<r><x a='1 &amp; 2'>t&#233;<![CDATA[<&]]></x></r>")
    #expect(log == ["<r", "<x a=1 & 2", "té<&", ">", ">"])
    #expect(failure == nil)
  }

  @Test("names come with prefix and namespace; an undeclared prefix is no fault")
  func names() {
    let (log, failure) = Recorder.read("<r xmlns='u' xmlns:p='v'><p:x/><q:x/></r>")
    #expect(log == ["<r{u}", "<p:x{v}", ">", "<q:x", ">", ">"])
    #expect(failure == nil)
  }

  @Test("an element in two hundred names keeps them apart")
  func manyNames() {
    let elements = (0..<1000).map { "<e\($0 % 200)/>" }
    let (log, failure) = Recorder.read("<r>\(elements.joined())</r>")
    #expect(failure == nil)
    #expect(log == ["<r"] + (0..<1000).flatMap { ["<e\($0 % 200)", ">"] } + [">"])
  }

  @Test(
    "an ill-formed document ends in a failure with what came before told",
    arguments: [
      "", "<r><x>", "<r><x></y></r>", "<r>a</r>b", "<r/><![CDATA[]]>", "<r><![CDATA[a</r>", "<r><!-- a</r>",
      "<r><?a</r>",
      "<r>&#1;</r>", "<r>a<b</r>", "<r>1 < 2</r>", "<r><!ENTITY a></r>", "<r a='<'/>", "<r a='",
      "<r><x></y></r>", "<r>&nbsp;</r>", "<r>a & b</r>", "<r>\u{1}</r>", "<r/><s/>", "<r b=1/>", "<r",
    ])
  func illFormed(_ document: String) {
    guard case .illFormed = Recorder.read(document).failure else {
      Issue.record("read as well-formed: \(document)")
      return
    }
  }

  @Test("text comes whole, whatever stands in it, and however many pieces the tags are read in")
  func texts() {
    let (log, failure) = Recorder.read(
      "<r><x>a<!-- <b> & -->b<?pi <c> ?>c<![CDATA[<d>]]]]><![CDATA[>&amp;]]>&lt;&#x65;&#102;</x><y a='>'/></r>")
    #expect(failure == nil)
    #expect(log == ["<r", "<x", "abc<d>]]>&amp;<ef", ">", "<y a=>", ">", ">"])
    let many = (0..<20_000).map { "<x a='\($0)'>t\($0)</x>" }.joined()
    let (items, fault) = Recorder.read("<r>\(many)</r> <!-- end -->\n")
    #expect(fault == nil)
    #expect(items == ["<r"] + (0..<20_000).flatMap { ["<x a=\($0)", "t\($0)", ">"] } + [">"])
  }

  @Test("a fault is told with its own line")
  func line() {
    let (_, failure) = Recorder.read("<r>\n<x>\n<![CDATA[\n<y>\n]]></x>\n<z>\n</r>")
    guard case .illFormed(let reason, 7) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(reason.contains("z") && reason.contains("r"))
  }

  @Test("text cut at the limit is cut between characters")
  func limitWithinCharacter() {
    var limits = XMLLimits()
    limits.textLength = 5
    let (log, failure) = Recorder.read("<r>ééé<x/></r>", limits: limits)
    #expect(failure == nil)
    #expect(log == ["<r", "<x", ">", ">"])
    #expect(Recorder.read("<r>ééé</r>", limits: limits).log == ["<r", "éé", ">"])
  }

  @Test("limits are kept")
  func limits() {
    var limits = XMLLimits()
    limits.depth = 3
    limits.attributes = 2
    limits.namespaces = 2
    #expect(Recorder.read("<a><b><c/></b></a>", limits: limits).failure == nil)
    #expect(Recorder.read("<a><b><c><d/></c></b></a>", limits: limits).failure == .tooDeep(limit: 3))
    #expect(Recorder.read("<a b='' c='' d=''/>", limits: limits).failure == .tooManyAttributes(limit: 2))
    #expect(
      Recorder.read("<a xmlns:b='u' xmlns:c='u'><d xmlns:e='u'/></a>", limits: limits).failure
        == .tooManyNamespaces(limit: 2))
  }

  @Test("entities of a DOCTYPE that came through all the same are not resolved")
  func doctype() {
    let (log, _) = Recorder.read("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><r>&e;</r>")
    #expect(!log.contains { $0.count > 2 })
  }

  @Test(
    "repair makes ill-formed documents well-formed",
    arguments: [
      ("<r>a & b</r>", ["<r", "a & b", ">"]),
      ("<r>&nbsp;&nosuch;&amp;</r>", ["<r", "\u{A0}&nosuch;&", ">"]),
      ("<r><x>a</r>", ["<r", "<x", "a", ">", ">"]),
      ("<r a=1 a=2>b</r>", ["<r a=1", "b", ">"]),
      ("<r a='<&\"'>b</r>", ["<r a=<&\"", "b", ">"]),
      ("<r>a</x>b</r>", ["<r", "ab", ">"]),
      ("<r>a ]]> b</r>", ["<r", "a ]]> b", ">"]),
      ("<r><![CDATA[a]]&]]></r>", ["<r", "a]]&", ">"]),
      ("<r:a:b>x</r:a:b>", ["<r:a_b", "x", ">"]),
      ("<r:>x</r:>", ["<r", "x", ">"]),
      ("<r a:=1 :b=2 c:3=4>x</r>", ["<r a=1", "x", ">"]),
    ])
  func repair(_ document: String, _ log: [String]) throws {
    #expect(try Recorder.readMended(document) == log)
  }
}
