/// What an HTML element does to the text around it.
public enum TagKind: UInt8, Sendable {
  /// Ends a line: a word cannot run through it.
  case block
  /// Leaves the words as they are.
  case inline
  /// Goes with everything in it: scripts, styles, comment forms.
  case dropped
  /// Not HTML.
  case unknown

  /// The kind of the element whose name is `name`, in any case.
  init(_ name: borrowing Span<UInt8>) {
    self = TagKind.kind(TagKind.key(name), length: name.count)
  }

  /// The kind of the element `name`.
  public init(named name: String) {
    var name = name
    // Sound: the span lives only within this closure, as the buffer does.
    self = name.withUTF8 { unsafe TagKind(Span(_unsafeElements: $0)) }
  }

  /// The first eight letters, small, as one number; the last of them in the lowest byte.
  static func key(_ name: borrowing Span<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for index in 0..<min(name.count, 8) {
      let byte = name[index]
      key = key << 8 | UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return key
  }

  // Numbers, because a switch over them is a few compares where a set of strings hashes. No two elements of HTML
  // share eight letters; the only names longer than ten letters are not HTML's.
  private static func kind(_ key: UInt64, length: Int) -> TagKind {
    guard length <= 10 else { return .unknown }
    switch key {
    // p br dd dl dt h1 h2 h3 h4 h5 h6 hr li ol td th tr ul dir div nav pre body html main menu aside audio table
    // tbody tfoot thead title video center figure footer header hgroup legend search address article caption
    // details section summary blockquote fieldset figcaption optgroup
    case 0x70, 0x6272, 0x6464, 0x646C, 0x6474, 0x6831, 0x6832, 0x6833, 0x6834, 0x6835, 0x6836, 0x6872, 0x6C69,
      0x6F6C, 0x7464, 0x7468, 0x7472, 0x756C, 0x646972, 0x646976, 0x6E6176, 0x707265, 0x626F_6479, 0x6874_6D6C,
      0x6D61_696E, 0x6D65_6E75, 0x61_7369_6465, 0x61_7564_696F, 0x74_6162_6C65, 0x74_626F_6479, 0x74_666F_6F74,
      0x74_6865_6164,
      0x74_6974_6C65, 0x76_6964_656F, 0x6365_6E74_6572, 0x6669_6775_7265, 0x666F_6F74_6572, 0x6865_6164_6572,
      0x6867_726F_7570,
      0x6C65_6765_6E64, 0x7365_6172_6368, 0x61_6464_7265_7373, 0x61_7274_6963_6C65, 0x63_6170_7469_6F6E,
      0x64_6574_6169_6C73,
      0x73_6563_7469_6F6E, 0x73_756D_6D61_7279, 0x626C_6F63_6B71_756F, 0x6669_656C_6473_6574, 0x6669_6763_6170_7469,
      0x6F70_7467_726F_7570:
      return .block
    // map svg form head style applet button script select datalist template textarea
    case 0x6D6170, 0x737667, 0x666F_726D, 0x6865_6164, 0x73_7479_6C65, 0x6170_706C_6574, 0x6275_7474_6F6E,
      0x7363_7269_7074, 0x7365_6C65_6374, 0x6461_7461_6C69_7374, 0x7465_6D70_6C61_7465, 0x7465_7874_6172_6561:
      return .dropped
    // a b i q s u em rb rp rt tt bdi bdo big col del dfn img ins kbd rtc sub sup var wbr abbr area base cite
    // code data font link mark math meta nobr ruby samp span time blink embed input label meter param small
    // track iframe object option output source strike strong acronym marquee noembed picture colgroup noframes
    // noscript progress: what some of them hold is for readers that do not show them, as this one does not
    case 0x61, 0x62, 0x69, 0x71, 0x73, 0x75, 0x656D, 0x7262, 0x7270, 0x7274, 0x7474, 0x626469, 0x62646F, 0x626967,
      0x636F6C, 0x64656C, 0x64666E, 0x696D67, 0x696E73, 0x6B6264, 0x727463, 0x737562, 0x737570, 0x766172, 0x776272,
      0x6162_6272, 0x6172_6561, 0x6261_7365, 0x6369_7465, 0x636F_6465, 0x6461_7461, 0x666F_6E74, 0x6C69_6E6B,
      0x6D61_726B,
      0x6D61_7468, 0x6D65_7461, 0x6E6F_6272, 0x7275_6279, 0x7361_6D70, 0x7370_616E, 0x7469_6D65, 0x62_6C69_6E6B,
      0x65_6D62_6564, 0x69_6E70_7574, 0x6C_6162_656C, 0x6D_6574_6572, 0x70_6172_616D, 0x73_6D61_6C6C, 0x74_7261_636B,
      0x6966_7261_6D65, 0x6F62_6A65_6374, 0x6E_6F65_6D62_6564, 0x6E6F_6672_616D_6573, 0x6E6F_7363_7269_7074,
      0x6F70_7469_6F6E, 0x6F75_7470_7574, 0x736F_7572_6365, 0x7374_7269_6B65, 0x7374_726F_6E67, 0x61_6372_6F6E_796D,
      0x6D_6172_7175_6565, 0x70_6963_7475_7265, 0x636F_6C67_726F_7570, 0x7072_6F67_7265_7373:
      return .inline
    default: return .unknown
    }
  }
}
