import HTTPTypes
import Testing
import Wire

/// The import of files with stays in the console.
@Suite("An import in the console", .world)
struct ConsoleImportTests {
  private let world = World.here
  private let hostile = "<script>alert(1)</script>"

  private var table: String {
    """
    stay_key,guest_name,room,check_in,check_out
    s1,Jane Doe,4b,2024-11-01,2024-11-04
    s2,Jim Doe,4b,tomorrow,2024-11-04
    s3,\(hostile),4b,2024-11-05,2024-11-06
    s4,=1+1,9z,2024-11-05,2024-11-06
    s5,Joe Doe,4b,2024-11-07,2024-11-08
    """
  }

  private func prepare() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    try await world.ok(
      "/spaces/create", ["name": "Room", "space_key": "4b", "device_ids": Value([try await world.door()])])
  }

  private func form(_ step: String) -> [String: String] {
    [
      "step": step, "customer_key": "hotel", "format": "csv", "time_zone": "Europe/Amsterdam", "place_key": "",
      "document": table,
    ]
  }

  private func grants() async throws -> Value { try await world.ok("/access_grants/list").access_grants }

  @Test("shows each record and changes nothing, and then adds the good rows and names the bad ones by their lines")
  func run() async throws {
    try await prepare()
    let browser = try await world.console(role: .administrator)
    let preview = try await browser.post("import", form("preview"))
    #expect(preview.status == 200)
    #expect(preview.text.contains("Stay s2 3 Will be refused"))
    #expect(preview.text.contains("Stay s4 5 Will be refused No space has the key 9z."))
    #expect(preview.text.contains("Stay s1 2 Will be added"))
    #expect(!preview.html.contains(hostile))
    #expect(try await grants() == [])
    #expect(try await world.ok("/latchkey/v1/customers/list_runs").customer_runs == [])
    let done = try await browser.post("import", form("run"))
    #expect(done.text.contains("The file is imported, apart from what was refused."))
    #expect(done.text.contains("Stay s4 5 Refused No space has the key 9z."))
    #expect(Set(try await grants().each("access_grant_key")) == ["s1", "s3", "s5"])
    let list = try await browser.get("import")
    #expect(list.text.contains("hotel"))
    #expect(try await browser.get("stays").html.contains(hostile) == false)
    // The same file again adds nothing.
    _ = try await browser.post("import", form("run"))
    #expect(try await grants().count == 3)
  }

  @Test("offers the refused rows as a table without formulas")
  func refusedRows() async throws {
    try await prepare()
    let browser = try await world.console(role: .administrator)
    let file = try await browser.post("import", form("refused")).html
    let lines = file.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == "\u{FEFF}line,reason,stay_key,guest_name,room,check_in,check_out")
    #expect(lines[1].hasPrefix("3,") && lines[1].hasSuffix("s2,Jim Doe,4b,tomorrow,2024-11-04"))
    #expect(lines[2].hasPrefix("5,") && lines[2].hasSuffix("s4,'=1+1,9z,2024-11-05,2024-11-06"))
    #expect(try await grants() == [])
    let done = try await browser.post("import", form("run"))
    let address = done.html.components(after: "href=\"", upTo: "/refused.csv").split(separator: "\"").last
    let run = try await world.ok("/latchkey/v1/customers/list_runs").customer_runs[0].customer_run_id.text
    #expect(address?.hasSuffix(run) == true)
    let kept = try await browser.get("import/\(run)/refused.csv").html
    #expect(kept.hasPrefix("\u{FEFF}line,key,reason\r\n3,s2,"))
  }

  @Test("takes a file as browsers send it, and says what is wrong with one that cannot be read")
  func files() async throws {
    try await prepare()
    let browser = try await world.console(role: .administrator)
    func send(_ text: String, _ step: String) async throws -> World.Reply {
      var parts = ["form_token": try await browser.formToken(), "customer_key": "hotel", "format": "csv", "step": step]
      parts["time_zone"] = "Europe/Amsterdam"
      parts["form_key"] = browser.newFormKey()
      var body = parts.map { "--mark\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined()
      body += "--mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"stays.csv\"\r\n"
      body += "Content-Type: text/csv\r\n\r\n\(text)\r\n--mark--\r\n"
      return try await world.send(
        .post, browser.address("import"), body: Array(body.utf8),
        headers: [
          "cookie": browser.cookies.map { "\($0)=\($1)" }.joined(separator: "; "), "authorization": nil,
          "content-type": "multipart/form-data; boundary=mark", "origin": ConsoleBrowser.home,
        ])
    }
    #expect(try await send(table, "preview").text.contains("Will be added"))
    let faulty = try await send("name,room\nJane,4b", "preview")
    #expect(faulty.status == 422 && faulty.text.contains("The first line must name the columns"))
    #expect(try await send("", "preview").status == 422)
    // What a spreadsheet program saves unless it is told to save a table as text.
    let workbook = try await send("PK\u{3}\u{4}\u{14}\u{0}\u{6}", "preview")
    #expect(workbook.status == 422 && workbook.text.contains("Save a table as CSV"))
    // The form does not repeat a large file, so that it has room for the next one.
    let large = try await send("name,room\n" + String(repeating: "Jane,4b\n", count: 10_000), "preview")
    #expect(large.status == 422 && large.text.utf8.count < 60_000)
    #expect(try await send(table, "run").status == 303)
    #expect(try await grants().count == 3)
  }

  @Test("is for administrators")
  func roles() async throws {
    try await prepare()
    for role in [OperatorRole.viewer, .frontDesk] {
      let browser = try await world.console(role: role)
      #expect(try await browser.get("import").status == 403)
      for step in ["preview", "run"] { #expect(try await browser.post("import", form(step)).status == 403) }
    }
    #expect(try await grants() == [])
  }
}
