// Whatever happens, in whatever order and however often it is told: the sums hold.
#include <rapidcheck/gtest.h>

#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct Happening {
  int what = 0;
  int which = 0;  // of three debts
  int minor = 0;
  int name = 0;  // of what happens; a small choice, so that the same comes again
};

struct History {
  Desk desk;
  std::vector<ReceivableId> debts{Desk::share("a"), Desk::share("b"), Desk::debt("o")};
  std::map<std::string, std::int64_t> brought;  // by line: the first word of it counts

  std::optional<Receivable> find(int which) {
    return desk.run([&](auto& tx, const Occasion& now) {
      return store::find_receivable(tx, now.fund, debts[static_cast<std::size_t>(which)]);
    });
  }
  void agree(const Result<Proposal>& proposal) {
    if (!proposal) return;
    for (const char* who : {"ana", "ben"}) static_cast<void>(desk.agree_as(who, proposal->id));
  }
  void raise(int which) {
    if (which == 0) RC_ASSERT(desk.hear_short("a", 100'00));
    if (which == 1) RC_ASSERT(desk.hear_short("b", 70'00));
    if (which == 2) RC_ASSERT(desk.hear_overpaid("o", 80'00));
  }
  void line(const Happening& h) {
    const std::string name = "line " + std::to_string(h.name);
    const auto minor = brought.try_emplace(name, h.minor).first->second;
    const auto& debt = debts[static_cast<std::size_t>(h.which)];
    if (h.what == 3) RC_ASSERT(desk.hear_line(name, minor));
    if (h.what == 4) {
      const auto code = code_of(desk.hear_assigned(name, minor, debt));
      RC_ASSERT(code.empty() || code == "receivable_unknown");
    }
  }
  void happen(const Happening& h) {
    const auto& debt = debts[static_cast<std::size_t>(h.which)];
    if (h.what <= 1) raise(h.which);
    if (h.what == 2) desk.today += std::chrono::days{h.name * 4};
    if (h.what == 2) desk.sweep();
    if (h.what == 3 || h.what == 4) line(h);
    if (h.what == 5 && find(h.which)) {
      RC_ASSERT(desk.hear_set_off("set-off " + std::to_string(h.name), h.minor, debt));
    }
    if (h.what == 6) agree(desk.write_off(debt, h.minor));
    if (h.what == 7) agree(desk.advance(debt));
    if (h.what == 8) agree(desk.bond_call(debt, h.minor));
    if (h.what == 9) agree(desk.set_off(debt, 20));
    if (h.what == 10) static_cast<void>(desk.plan(debt, h.minor, text_of(desk.today).c_str()));
    if (h.what == 11 && h.which < 2) RC_ASSERT(desk.hear_reserved(h.which == 0 ? "a" : "b", 1));
    if (h.what == 13 && h.which == 2) {
      RC_ASSERT(desk.hear_set_off_undone("set-off " + std::to_string(h.name), h.minor, debt));
    }
    if (h.what == 14 && h.name == 0) RC_ASSERT(desk.hear_returned("o", 90'00));
    if (h.what == 12 && h.name == 0 && h.which < 2) {
      RC_ASSERT(desk.hear_withdrawn(h.which == 0 ? "a" : "b"));
    }
  }
  std::string broken(const std::string& condition) {
    return desk.value("select count(*) from recoveries.receivable r where " + condition);
  }
};

void check_sums(History& history) {
  RC_ASSERT(history.broken("left_minor < 0") == "0");
  RC_ASSERT(history.broken("(left_minor = 0) <> (state in ('settled', 'written_off', "
                           "'withdrawn'))") == "0");
  RC_ASSERT(history.broken("left_minor <> amount_minor - (select coalesce(sum(d.amount_minor), 0) "
                           "from recoveries.reduction d "
                           "where d.receivable_id = r.receivable_id) "
                           "+ (select coalesce(sum(u.amount_minor), 0) from recoveries.undoing u "
                           "where u.receivable_id = r.receivable_id)") == "0");
  RC_ASSERT(history.broken("credit_minor <> (select coalesce(sum(c.amount_minor - "
                           "c.used_minor), 0) from recoveries.credit c "
                           "where c.receivable_id = r.receivable_id)") == "0");
  RC_ASSERT(history.broken("revived_minor <> (select coalesce(sum(v.amount_minor), 0) "
                           "from recoveries.receivable v where v.cause like 'revived/%' "
                           "and not exists (select from recoveries.undoing u where "
                           "u.receivable_id = v.receivable_id and u.because = 'set_off_undone') "
                           "and not exists (select from recoveries.credit c where "
                           "c.receivable_id = v.receivable_id and c.used_minor > 0) "
                           "and v.cause like '%' || r.receivable_id)") == "0");
}

// Every cent of every line that was assigned to us is a payment or a credit, once.
void check_lines(History& history) {
  RC_ASSERT(
      history.desk.value(
          "select count(*) from recoveries.bank_line l where state = 'ours' and "
          "amount_minor <> (select coalesce(sum(amount_minor), 0) from recoveries.reduction d "
          "where d.line_id = l.line_id) - (select coalesce(sum(u.amount_minor), 0) "
          "from recoveries.undoing u join recoveries.reduction d using (reduction_id) "
          "where d.line_id = l.line_id) + (select coalesce(sum(amount_minor - used_minor), 0) "
          "from recoveries.credit c where c.line_id = l.line_id)") == "0");
}

void check_sayings(History& history) {
  RC_ASSERT(history.desk.said("ReceivableReduced") ==
            history.desk.value("select count(*) from recoveries.reduction"));
  RC_ASSERT(history.desk.said("ReductionUndone") ==
            history.desk.value("select count(*) from recoveries.undoing"));
  RC_ASSERT(history.desk.said("ReceivableRaised") ==
            history.desk.value("select count(*) from recoveries.receivable"));
  RC_ASSERT(history.desk.said("AdvanceApproved") ==
            history.desk.value("select count(*) from recoveries.advance"));
}

RC_GTEST_PROP(RecoveriesHistory, KeepsItsSumsInAnyOrder, ()) {
  History history;
  const auto length = *rc::gen::inRange(5, 25);
  for (int step = 0; step < length; ++step) {
    const Happening happening{*rc::gen::inRange(0, 15), *rc::gen::inRange(0, 3),
                              *rc::gen::inRange(1, 120'00), *rc::gen::inRange(0, 4)};
    history.happen(happening);
  }
  check_sums(history);
  check_lines(history);
  check_sayings(history);
}

}  // namespace
}  // namespace haven::recoveries
