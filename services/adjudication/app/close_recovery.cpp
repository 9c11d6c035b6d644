#include "services/adjudication/app/close_recovery.hpp"

#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {

Result<void> close_recovery(db::Transaction& tx, const CloseRecovery& command, Instant now) {
  const auto item = store::find_work_item_locking_claim(tx, command.fund, command.item);
  if (!item)
    return refuse(ErrorKind::not_found, "work_item_unknown", "There is no such work item.");

  if (auto may = may_work_on(*item, WorkItemKind::recover, command.subject); !may) return may;

  if (!store::finish_work_item(tx, *item, command.note, now)) {
    return refuse(ErrorKind::conflict, "work_item_changed",
                  "The work item changed at this moment; read it again.");
  }
  return {};
}

}  // namespace haven::adjudication
