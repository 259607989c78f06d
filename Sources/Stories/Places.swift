/// What the names of places tell of two events. They are the judge's canonical names.
enum Places {
  /// Each names places of one of the two countries alone, and not of the same.
  static func areInTwoCountries(_ a: [String], _ b: [String]) -> Bool {
    isIn(american, a) && isIn(pakistani, b) || isIn(pakistani, a) && isIn(american, b)
  }

  private static func isIn(_ country: Set<String>, _ places: [String]) -> Bool {
    let other = country == american ? pakistani : american
    return places.contains(where: country.contains) && !places.contains(where: other.contains)
  }

  /// Both name towns, or both name districts, and none in common. A town and a district may be one place.
  static func areTwo(_ a: [String], _ b: [String]) -> Bool {
    func narrow(_ places: [String]) -> (towns: [String], districts: [String]) {
      let known = places.filter { $0 != "Pakistan" && $0 != "Afghanistan" }
      return (known.filter { !districts.contains($0) }, known.filter(districts.contains))
    }
    let first = narrow(a)
    let second = narrow(b)
    return EventKey.areApart(first.towns, second.towns) || EventKey.areApart(first.districts, second.districts)
  }

  private static let american: Set<String> = [
    "United States", "Washington", "White House", "The Pentagon", "US Capitol", "Foggy Bottom", "Blair House",
    "Langley",
    "Camp David", "Mar-a-Lago", "Joint Base Andrews", "Tampa", "New York", "Los Angeles", "Chicago", "Houston",
    "Dallas", "San Francisco", "Boston", "Texas", "California", "Florida", "Virginia", "Pentagon", "Oval Office",
  ]

  private static let pakistani: Set<String> = [
    "Pakistan", "Islamabad", "Rawalpindi", "General Headquarters", "Aiwan-e-Sadr", "Prime Minister House",
    "Parliament House", "Joint Staff Headquarters", "Nur Khan Air Base", "Karachi", "Lahore", "Peshawar", "Quetta",
    "Multan", "Faisalabad", "Sialkot", "Gwadar", "Punjab", "Sindh", "Balochistan", "Khyber Pakhtunkhwa", "GHQ", "Kakul",
  ]

  private static let districts: Set<String> = [
    "Punjab", "Sindh", "Balochistan", "Khyber Pakhtunkhwa", "Gilgit-Baltistan", "Azad Kashmir", "FATA", "Tribal Areas",
    "North Waziristan", "South Waziristan", "Waziristan", "Kurram", "Khyber", "Khyber Agency", "Bajaur", "Mohmand",
    "Orakzai", "Swat", "Upper South Waziristan",
  ]
}
