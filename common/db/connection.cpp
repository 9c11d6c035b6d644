#include "common/db/connection.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include "common/core/ensure.hpp"
#include "common/core/hash.hpp"
#include "common/db/sql.hpp"

namespace haven::db {
namespace {

// The text between the quotes after `constraint`, as PostgreSQL words it in English (the session
// sets lc_messages). The rest of the message holds values and is dropped here.
std::string constraint_in(std::string_view message) {
  constexpr std::string_view mark = "constraint \"";
  const auto at = message.find(mark);
  if (at == std::string_view::npos) return {};
  const auto rest = message.substr(at + mark.size());
  return std::string{rest.substr(0, rest.find('"'))};
}

Failure failure_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
  return {state ? state : "", constraint ? constraint : ""};
}

}  // namespace

Connection::Connection(const std::string& conninfo) {
  try {
    session_.open(soci::postgresql, conninfo);
    execute(
        "set timezone to 'UTC'; set datestyle to 'ISO'; set lc_messages to 'C';"
        "set bytea_output to 'hex'; set idle_in_transaction_session_timeout to '10s';"
        "set statement_timeout to '30s'; set lock_timeout to '5s'");
  } catch (...) {
    rethrow(*this);
  }
}

soci::statement& Connection::prepared(const std::string& query) {
  auto& slot = statements_[query];
  if (!slot) {
    auto statement = std::make_unique<soci::statement>(session_);
    statement->alloc();
    statement->prepare(query);
    slot = std::move(statement);
  }
  return *slot;
}

void Connection::execute(const std::string& text) {
  auto* handle = static_cast<PGconn*>(native());
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result{PQexec(handle, text.c_str()),
                                                              PQclear};
  const auto status = PQresultStatus(result.get());
  // COMMIT of a transaction that has failed "succeeds" as a rollback: never take that for a commit.
  const bool rolled_back_instead =
      text == "commit" && std::string_view{PQcmdStatus(result.get())} == "ROLLBACK";
  if (rolled_back_instead) throw Failure{"25P02", ""};
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  if (PQstatus(handle) != CONNECTION_OK) broken_ = true;
  throw failure_of(result.get());
}

void* Connection::native() {
  return static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
}

void rethrow(Connection& connection) {
  try {
    throw;
  } catch (const Failure&) {
    throw;
  } catch (const soci::postgresql_soci_error& error) {
    Failure failure{error.sqlstate(), constraint_in(error.what())};
    // A statement that failed half-way keeps its bindings: start over with a fresh connection.
    connection.mark_broken();
    throw failure;
  } catch (const soci::soci_error&) {
    connection.mark_broken();
    throw Failure{"", ""};
  }
}

std::string array_of(const std::vector<std::string>& values) {
  std::string text = "{";
  for (const std::string& value : values) {
    if (text.size() > 1) text += ',';
    text += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + '}';
}

std::int64_t copy_in(Transaction& tx, const std::string& copy,
                     const std::function<bool(std::string&)>& next) {
  auto* handle = static_cast<PGconn*>(tx.connection().native());
  const auto fail = [&] {
    tx.connection().mark_broken();
    throw Failure{"08006", ""};
  };
  const std::unique_ptr<PGresult, void (*)(PGresult*)> started{PQexec(handle, copy.c_str()),
                                                               PQclear};
  if (PQresultStatus(started.get()) != PGRES_COPY_IN) fail();
  std::int64_t rows = 0;
  for (std::string line; next(line); line.clear(), ++rows) {
    line += '\n';
    if (PQputCopyData(handle, line.data(), static_cast<int>(line.size())) != 1) fail();
  }
  if (PQputCopyEnd(handle, nullptr) != 1) fail();
  const std::unique_ptr<PGresult, void (*)(PGresult*)> ended{PQgetResult(handle), PQclear};
  const auto status = PQresultStatus(ended.get());
  while (PGresult* rest = PQgetResult(handle)) PQclear(rest);
  if (status != PGRES_COMMAND_OK) {
    tx.connection().mark_broken();
    throw failure_of(ended.get());
  }
  return rows;
}

}  // namespace haven::db

namespace soci {

void type_conversion<haven::db::Bytes>::from_base(const std::string& hex, indicator ind,
                                                  haven::db::Bytes& bytes) {
  bytes.data = ind == i_null ? "" : haven::from_hex(std::string_view{hex}.substr(2));
}

void type_conversion<haven::db::Bytes>::to_base(const haven::db::Bytes& bytes, std::string& hex,
                                                indicator& ind) {
  hex = "\\x" + haven::to_hex(bytes.data);
  ind = i_ok;
}

}  // namespace soci
