#pragma once
// What a store writes SQL with. Included by stores and common/db only.
#include <soci/soci.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/ensure.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/db/connection.hpp"
#include "common/db/transaction.hpp"

namespace haven::db {

using soci::into;
using soci::use;

/// Binary data: bound as bytea.
struct Bytes {
  std::string data;
};

/// Runs one statement, prepared once per connection and kept. Parameters `:name` are bound in order
/// with use(), results with into(); temporaries are safe here, because the statement runs before
/// they end. True when it gave a row (the first row is in the into() variables).
///
///     const bool found = db::run(tx, "select state from claim where claim_id = :id",
///                                use(id), into(state));
template <class... Exchanges>
bool run(Transaction& tx, const std::string& query, Exchanges&&... exchanges) {
  try {
    soci::statement& statement = tx.connection().prepared(query);
    (statement.exchange(exchanges), ...);
    statement.define_and_bind();
    const bool got_row = statement.execute(true);
    statement.bind_clean_up();
    return got_row;
  } catch (...) {
    rethrow(tx.connection());
  }
}

/// Like run(), for statements that change rows: how many were changed.
template <class... Exchanges>
std::int64_t change(Transaction& tx, const std::string& query, Exchanges&&... exchanges) {
  try {
    soci::statement& statement = tx.connection().prepared(query);
    (statement.exchange(exchanges), ...);
    statement.define_and_bind();
    statement.execute(true);
    const auto rows = statement.get_affected_rows();
    statement.bind_clean_up();
    return rows;
  } catch (...) {
    rethrow(tx.connection());
  }
}

/// Runs one query and calls `take` for each row, with the row in the into() variables. `take` must
/// not run the same query again (copy the rows first).
template <class... Exchanges>
void each(Transaction& tx, const std::string& query, const std::function<void()>& take,
          Exchanges&&... exchanges) {
  try {
    soci::statement& statement = tx.connection().prepared(query);
    (statement.exchange(exchanges), ...);
    statement.define_and_bind();
    for (bool more = statement.execute(true); more; more = statement.fetch()) take();
    statement.bind_clean_up();
  } catch (...) {
    rethrow(tx.connection());
  }
}

/// A PostgreSQL array literal of texts, for `= any(:ids::uuid[])` and unnest(). Quotes as needed.
std::string array_of(const std::vector<std::string>& values);

/// COPY ... FROM STDIN: `next` fills one line (without its newline) and says whether there was one.
/// The line must be in the format that `copy` names. Returns the rows copied.
std::int64_t copy_in(Transaction& tx, const std::string& copy,
                     const std::function<bool(std::string&)>& next);

}  // namespace haven::db

// ---- how our own types travel
// --------------------------------------------------------------------

namespace soci {

template <class Tag>
struct type_conversion<haven::Id<Tag>> {
  using base_type = std::string;
  static void from_base(const std::string& text, indicator ind, haven::Id<Tag>& id) {
    id = ind == i_null ? haven::Id<Tag>{} : haven::Id<Tag>{text};
  }
  static void to_base(const haven::Id<Tag>& id, std::string& text, indicator& ind) {
    text = id.text();
    ind = id.empty() ? i_null : i_ok;
  }
};

template <>
struct type_conversion<haven::Date> {
  using base_type = std::string;
  static void from_base(const std::string& text, indicator, haven::Date& date) {
    const auto read = haven::date_from(text);
    haven::ensure(read.has_value(), "PostgreSQL gives dates in ISO form; select them as ::text");
    date = *read;
  }
  static void to_base(const haven::Date& date, std::string& text, indicator& ind) {
    text = haven::text_of(date);
    ind = i_ok;
  }
};

template <>
struct type_conversion<haven::Instant> {
  using base_type = std::string;
  static void from_base(const std::string& text, indicator, haven::Instant& instant) {
    const auto read = haven::instant_from(text);
    haven::ensure(read.has_value(), "PostgreSQL gives moments in UTC; select them as ::text");
    instant = *read;
  }
  static void to_base(const haven::Instant& instant, std::string& text, indicator& ind) {
    text = haven::text_of(instant);
    ind = i_ok;
  }
};

template <>
struct type_conversion<haven::Currency> {
  using base_type = std::string;
  static void from_base(const std::string& text, indicator, haven::Currency& currency) {
    const auto read = haven::Currency::from(text);
    haven::ensure(read.has_value(), "a stored currency is known");
    currency = *read;
  }
  static void to_base(const haven::Currency& currency, std::string& text, indicator& ind) {
    text = currency.code();
    ind = i_ok;
  }
};

template <>
struct type_conversion<bool> {
  using base_type = std::string;
  static void from_base(const std::string& text, indicator ind, bool& value) {
    value = ind == i_ok && (text == "t" || text == "true" || text == "1");
  }
  static void to_base(const bool& value, std::string& text, indicator& ind) {
    text = value ? "t" : "f";
    ind = i_ok;
  }
};

template <>
struct type_conversion<haven::db::Bytes> {
  using base_type = std::string;
  static void from_base(const std::string& hex, indicator ind, haven::db::Bytes& bytes);
  static void to_base(const haven::db::Bytes& bytes, std::string& hex, indicator& ind);
};

// A null is an empty optional.
template <class T>
struct type_conversion<std::optional<T>> {
  using base_type = typename type_conversion<T>::base_type;
  static void from_base(const base_type& base, indicator ind, std::optional<T>& out) {
    if (ind == i_null) {
      out.reset();
      return;
    }
    T value{};
    type_conversion<T>::from_base(base, ind, value);
    out = std::move(value);
  }
  static void to_base(const std::optional<T>& in, base_type& base, indicator& ind) {
    if (in) {
      type_conversion<T>::to_base(*in, base, ind);
    } else {
      base = base_type{};
      ind = i_null;
    }
  }
};

}  // namespace soci
