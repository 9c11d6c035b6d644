#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/examine.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string packs = "ops/schemes";
  std::string only;  // one pack
  bool remarks = false;
};

/// Whether nothing is in doubt.
bool report(const std::string& name, const scheme::Pack& pack, bool remarks) {
  const auto found = scheme::examined(pack);
  std::cout << name << (found.doubts.empty() ? " is in order: " : " loads, but see below: ")
            << scheme::schemes_of(pack).size() << " schemes, " << found.tables << " tables with "
            << found.rows << " rows, hash " << scheme::hash_of(pack).substr(0, 12) << '\n';
  if (!found.doubts.empty()) {
    Table table{"", {"file", "table", "what", "for example", "in words"}, {}, page_width};
    for (const auto& doubt : found.doubts) {
      table.rows.push_back({doubt.file, doubt.table, doubt.kind, doubt.example, doubt.sentence});
    }
    table.print(std::cout);
  }
  if (remarks) {
    for (const auto& remark : found.remarks) std::cout << "  not examined: " << remark << '\n';
  }
  return found.doubts.empty();
}

void check(const Options& options) {
  Packs packs;
  const std::filesystem::path folder = options.packs;
  if (options.only.empty()) {
    packs = or_stop(scheme::load_packs(folder));
  } else {
    const auto pack = std::filesystem::is_directory(options.only)
                          ? or_stop(scheme::load_pack_copy(options.only))
                          : installed_pack(folder, options.only);
    packs[scheme::name_of(*pack)] = pack;
  }
  bool in_order = true;
  for (const auto& [name, pack] : packs)
    in_order = report(name, *pack, options.remarks) && in_order;
  if (!in_order) throw CLI::RuntimeError{1};
}

}  // namespace

void add_scheme_check(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand(
      "check",
      "Load packs and name everything wrong in them: types, sources, dates, gaps, overlaps");
  command->add_option("pack", options->only, "one pack, by name or folder; otherwise all");
  command->add_flag("--remarks", options->remarks, "also say what could not be examined");
  add_packs_option(*command, options->packs);
  command->footer(
      "Example: haven scheme check ph\n"
      "A mistake is a line with file, line and field. A gap or overlap of a table comes with facts "
      "that show it.\nExit status 1 when there is anything.");
  command->callback([options] { check(*options); });
}

}  // namespace haven
