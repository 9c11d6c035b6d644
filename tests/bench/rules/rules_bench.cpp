// haven's side of `ops/bench rules`: answers questions on standard input, one line each.
//   rules_bench TABLE.dmn PACK CASE.yaml
//   row HIRE AGE TERM   the amount of the table's row
//   answer              the answer to the case as JSON
//   table N, death N    nanoseconds for each of N evaluations, facts changing for the table

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "common/core/ensure.hpp"
#include "common/dmn/model.hpp"
#include "common/scheme/pack.hpp"

using namespace haven;

namespace {

std::string contents_of(const char* path) {
  std::ifstream stream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

template <class T>
T needed(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().detail.c_str());
    std::exit(1);
  }
  return std::move(*result);
}

struct Row {
  std::string hire;
  std::int64_t age = 0, term = 0;
};

/// The rows of table.mjs, in the same order.
std::vector<Row> rows() {
  const std::int64_t ages[][2] = {{18, 25}, {25, 35}, {35, 45}, {45, 55}, {55, 66}};
  const std::int64_t terms[][2] = {{1, 12}, {12, 24}, {24, 36}, {36, 61}};
  std::vector<Row> all;
  for (const char* hire : {"agency", "direct"}) {
    for (const auto& age : ages) {
      for (const auto& term : terms) all.push_back({hire, age[1] - 1, term[0]});
    }
  }
  return all;
}

class Bench {
 public:
  Bench(const char* table, const char* pack, const char* facts)
      : model_(needed(dmn::load(contents_of(table)))),
        pack_(needed(scheme::load_pack(pack))),
        facts_(needed(scheme::case_from_yaml(contents_of(facts)))),
        fee_(*model_->decision("fee")),
        hire_(*model_->input("hire")),
        age_(*model_->input("age")),
        term_(*model_->input("term")) {}

  std::string row(const Row& row) {
    evaluation_.reset();
    inputs_[hire_] = feel::Value::text(row.hire);
    inputs_[age_] = feel::Value::of(row.age);
    inputs_[term_] = feel::Value::of(row.term);
    return feel::text_of(dmn::evaluate(*model_, fee_, evaluation_, inputs_));
  }

  std::string answer() { return scheme::answer_json(needed(scheme::evaluate(*pack_, facts_))); }

  double table(std::size_t count) {
    const std::vector<Row> all = rows();
    std::size_t met = 0;
    const double taken = timed(count, [&](std::size_t n) {
      const Row& row = all[(n * 23 + 39) % all.size()];
      evaluation_.reset();
      inputs_[hire_] = feel::Value::text(row.hire);
      inputs_[age_] = feel::Value::of(row.age);
      inputs_[term_] = feel::Value::of(row.term);
      met += dmn::evaluate(*model_, fee_, evaluation_, inputs_).is_null() ? 0 : 1;
    });
    ensure(met == count, "every row of the table is met");
    return taken;
  }

  double death(std::size_t count) {
    std::size_t lines = 0;
    const double taken =
        timed(count, [&](std::size_t) { lines += scheme::evaluate(*pack_, facts_)->lines.size(); });
    ensure(lines > 0, "the case is decided");
    return taken;
  }

 private:
  template <class Work>
  static double timed(std::size_t count, Work work) {
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t n = 0; n < count; ++n) work(n);
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    return taken.count() / static_cast<double>(count);
  }

  dmn::ModelPtr model_;
  scheme::PackPtr pack_;
  scheme::Case facts_;
  std::size_t fee_, hire_, age_, term_;
  feel::Evaluation evaluation_;
  std::vector<feel::Value> inputs_ = std::vector<feel::Value>(model_->inputs().size());
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "rules_bench TABLE.dmn PACK CASE.yaml; questions on standard input\n");
    return 2;
  }
  Bench bench{argv[1], argv[2], argv[3]};
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words{line};
    std::string question;
    words >> question;
    if (question == "row") {
      Row row;
      words >> row.hire >> row.age >> row.term;
      std::cout << bench.row(row) << std::endl;
    } else if (question == "answer") {
      std::cout << bench.answer() << std::endl;
    } else {
      std::size_t count = 1;
      words >> count;
      std::cout << (question == "table" ? bench.table(count) : bench.death(count)) << std::endl;
    }
  }
  return 0;
}
