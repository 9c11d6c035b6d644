// What must be on the disk before the bank believes that it is.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace haven::bank {

/// For tests that kill processes and no machines: flushing is what takes the time.
void flush_nothing();
/// Throws when the disk refuses.
void flush(int open_file);
void flush(const std::filesystem::path& file_or_folder);
/// Renames and flushes both folders. Replaces what is there.
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// All or nothing: under another name first, flushed, then renamed.
void write_durably(const std::filesystem::path& file, std::string_view bytes);
std::string bytes_of(const std::filesystem::path& file);
/// The finished files of a folder in order of name: those that begin with a dot are being written.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

}  // namespace haven::bank
