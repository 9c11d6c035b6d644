#pragma once
#include <string>
#include <utility>
#include <vector>

#include "common/dmn/model.hpp"
#include "common/scheme/fact_sheet.hpp"

/// The decision tables of a pack. This file and its sources are the only place that knows DMN.
namespace haven::scheme {

struct Loading;
class Problems;

/// What a decision came to and the rows that gave it: for the trace of a line.
struct Consulted {
  feel::Value value;
  dmn::Trace trace;
  std::span<const feel::Value> inputs{};  // that it was worked out from
  std::uint64_t moment = 0;               // of the situation, then
};

class Tables {
 public:
  /// Adds a model; its decisions become names of the pack.
  void add(const std::string& file, const std::string& xml, const feel::Names& functions,
           std::vector<FieldProblem>& wrong);
  /// Names of all decisions, as Vocabulary::Own wants them.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// Ties input data to facts and rows to their sources, once the vocabulary is made.
  void connect(Loading& loading, std::vector<FieldProblem>& wrong);

  /// Works a decision out, unless `found` holds what the same inputs gave at the same moment: the
  /// functions of the pack language give the same until a line is added or a scheme is entered.
  void consult(std::size_t decision, FactSheet& sheet, feel::Evaluation& evaluation,
               std::uint64_t moment, Consulted& found) const;
  /// Which decision a name of the vocabulary is.
  [[nodiscard]] std::optional<std::size_t> decision_at(std::size_t slot) const;
  /// The facts that a decision reads.
  [[nodiscard]] std::vector<std::size_t> facts_of(std::size_t decision) const;
  /// "row 3: R.A. 10801 s.35", for what a decision was read from; empty where no row matched.
  [[nodiscard]] std::string rows_of(std::size_t decision, const Consulted& found) const;

 private:
  struct File {
    std::string name;
    dmn::ModelPtr model;
    std::vector<std::vector<std::string>> sources{};  // by table and row
  };
  struct Entry {
    std::string name;
    std::size_t file = 0, decision = 0;
    std::vector<std::pair<std::size_t, std::size_t>> inputs{};  // slot of the model: of the facts
    std::size_t slot = 0;
  };
  void tie_inputs(Entry& entry, Loading& loading, std::vector<FieldProblem>& wrong) const;
  void cite_rows(File& file, Loading& loading, std::vector<FieldProblem>& wrong) const;

  std::vector<File> files_;
  std::vector<Entry> entries_;
  std::vector<std::optional<std::size_t>> by_slot_;
};

}  // namespace haven::scheme
