#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

/// Documents by code, each with the sets of other papers that serve in its place.
void read_documents(Fields& fields, Loading& loading, Pack& pack) {
  fields.map("documents", [&](Fields& map) {
    for (const auto& name : map.keys()) {
      check_code(map, name, "documents", name, loading);
      map.map(name, [&](Fields& document) {
        document.text("title");
        Alternatives& sets = pack.documents[name];
        document.each("instead", [&](Fields& set) {
          sets.push_back(set.texts("all_of"));
          basis_of(set, loading);
          for (const auto& part : sets.back()) {
            check_code(set, "all_of", "documents", part, loading);
          }
        });
      });
    }
  });
}

PaperRule paper_from(Fields& fields, Loading& loading, const Pack& pack) {
  PaperRule read;
  read.document = fields.text("document");
  if (!pack.documents.contains(read.document)) {
    fields.problem("document", "is described under documents");
  }
  read.when = formula_at(fields, "when", loading);
  read.payee_relations = fields.texts("payee");
  for (const auto& one : read.payee_relations)
    check_code(fields, "payee", "relation", one, loading);
  read.per_payee_under = fields.integer("for_each_payee_under", 1, 100);
  read.flag_when_missing = fields.text_or("flag_when_missing", "");
  if (!read.flag_when_missing.empty()) {
    check_code(fields, "flag_when_missing", "flag", read.flag_when_missing, loading);
  }
  return read;
}

void read_checklists(Fields& fields, Loading& loading, Pack& pack) {
  fields.each("checklists", [&](Fields& map) {
    Checklist read;
    read.scheme = map.text("scheme");
    read.benefits = map.texts("benefits");
    basis_of(map, loading);
    const auto known = loading.benefits.find(read.scheme);
    for (const auto& benefit : read.benefits) {
      if (known == loading.benefits.end() || !known->second.contains(benefit)) {
        map.problem("benefits", "\"" + benefit + "\" is not a benefit of " + read.scheme);
      }
    }
    map.each("papers",
             [&](Fields& paper) { read.papers.push_back(paper_from(paper, loading, pack)); });
    pack.checklists.push_back(std::move(read));
  });
}

std::set<std::string> asked_for(const Pack& pack) {
  std::set<std::string> asked;
  for (const auto& list : pack.checklists) {
    for (const auto& paper : list.papers) asked.insert(paper.document);
  }
  for (const auto& [document, sets] : pack.documents) {
    if (!asked.contains(document)) continue;
    for (const auto& set : sets) asked.insert(set.begin(), set.end());
  }
  return asked;
}

}  // namespace

void read_papers(Fields& fields, Loading& loading, Pack& pack) {
  read_documents(fields, loading, pack);
  read_checklists(fields, loading, pack);
  const auto asked = asked_for(pack);
  for (const auto& document : asked) {
    if (!pack.documents.contains(document)) {
      fields.problem("documents", "\"" + document + "\" is asked for and not described");
    }
  }
  for (const auto& [document, sets] : pack.documents) {
    if (!asked.contains(document)) {
      fields.problem("documents", "\"" + document + "\" is asked for by no checklist");
    }
  }
  for (const auto& document : loading.codes["documents"]) {
    if (!asked.contains(document)) {
      fields.problem("documents", "\"" + document + "\" of codes.yaml is known to no checklist");
    }
  }
}

}  // namespace haven::scheme
