#pragma once
#include <filesystem>
#include <string>

#include "common/db/transaction.hpp"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/store/settlements.hpp"

namespace haven::recoveries {

struct InsurerFile {
  std::filesystem::path path;
  std::string sha256;  // of its content, hex
  std::string insurer;
};

struct TakenSettlement {
  Settlement settlement;
  bool was_taken_before = false;
};

/// Reads an insurer's file line by line and reconciles each line with what the insurer owes; every
/// line has a result. A file of the same content changes nothing and is answered with what came of
/// it. Refused: no insurer of the fund, a first line that is not the header, no line after it.
Result<TakenSettlement> take_settlement(db::Transaction& tx, const Occasion& occasion,
                                        const InsurerFile& file);

}  // namespace haven::recoveries
