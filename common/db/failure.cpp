#include "common/db/failure.hpp"

namespace haven::db {

Failure::Failure(std::string sqlstate, std::string constraint)
    : std::runtime_error("database refused: SQLSTATE " + sqlstate +
                         (constraint.empty() ? "" : ", constraint " + constraint)),
      sqlstate_(std::move(sqlstate)),
      constraint_(std::move(constraint)) {}

bool Failure::may_pass_on_retry() const {
  return sqlstate_ == "40001" || sqlstate_ == "40P01";
}

bool Failure::waited_too_long() const {
  return sqlstate_ == "55P03";
}

bool Failure::lost_connection() const {
  return sqlstate_.empty() || sqlstate_.starts_with("08") || sqlstate_.starts_with("57P");
}

}  // namespace haven::db
