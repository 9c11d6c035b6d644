#pragma once
#include <filesystem>
#include <string>

#include "services/claims/domain/upload.hpp"

/// What claims keeps outside the database: uploads, named by their SHA-256, and one key.
namespace haven::claims::store {

/// The two ends of a file, for looking at what it is.
FileEnds read_ends(const std::filesystem::path& file);

/// files/<first two digits>/<sha256>
std::filesystem::path content_path(const std::filesystem::path& files, const std::string& sha256);

/// Puts a copy of `incoming` at its place, on disk before it returns. Content that is there already
/// is left alone, so that this may be done again. Throws std::filesystem::filesystem_error.
void keep_content(const std::filesystem::path& files, const std::filesystem::path& incoming,
                  const std::string& sha256);

/// The key for the families' PINs: 32 random bytes in files/pin.key, readable by the server alone,
/// made when first asked for. Whoever copies the database does not have it.
std::string pin_key(const std::filesystem::path& files);

}  // namespace haven::claims::store
