import Store
import Testing

@testable import StorePostgres

@Suite("The address of a PostgreSQL database") struct PostgresAddressTests {
  @Test(
    "is shown without its password and options",
    arguments: [
      ("postgres://ada:secret@db:5433/latchkey?sslmode=require", "postgres://ada@db:5433/latchkey"),
      ("postgresql://a:5432,b:5433/latchkey", "postgres://a:5432,b:5433/latchkey"),
      ("postgres:///latchkey?host=/run/db&password=secret", "postgres://%2Frun%2Fdb/latchkey"),
      ("postgres://", "postgres:///"),
    ])
  func description(text: String, shown: String) throws {
    #expect(try PostgresAddress(text).description == shown)
  }

  @Test(
    "is refused without repeating it",
    arguments: [
      "", "db.sqlite", "host=a password=secret", "postgres://u:secret@[::1/n", "postgres://h/n?secret=1",
      "postgres://u:pass@secret@h/n", "postgres://u:1/secret@h/n", "postgres://u:pass@1,secret@h/n",
    ])
  func refusal(text: String) {
    let error = #expect(throws: DatabaseError.self) { try PostgresAddress(text) }
    #expect(error?.description.contains("secret") == false)
    #expect(error?.description.contains("postgres://user:password@host:5432/name") == true)
  }

  @Test("takes a password with encoded characters")
  func encodedPassword() throws {
    let address = try PostgresAddress("postgres://u:pass%40secret%2F@h/n")
    #expect(address.options["password"] == "pass@secret/")
    #expect(address.description == "postgres://u@h/n")
  }

  @Test("overrides the options by which a dead server is noticed")
  func options() throws {
    let options = try PostgresAddress("postgres://h/n?connect_timeout=9").connectionOptions
    #expect(options["connect_timeout"] == "9")
    #expect(options["target_session_attrs"] == "read-write")
  }

  @Test("tries a server last that fell silent")
  func order() throws {
    let address = try PostgresAddress("postgres://ada@a:5433,b:5434,c:5435/n")
    #expect(address.trying(last: "a:5433").description == "postgres://ada@b:5434,c:5435,a:5433/n")
    #expect(address.trying(last: "d:5433").description == address.description)
    #expect(address.trying(last: nil).description == address.description)
    #expect(try PostgresAddress("postgres://a/n").trying(last: "a:5432").description == "postgres://a/n")
  }
}
