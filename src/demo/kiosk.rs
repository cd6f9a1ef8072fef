//! A family of the fictitious town with a code in its hand, so that the kiosk can be tried alone.

use super::stage::SECRET;
use crate::desk::request::{AccessStep, IssueCodeRequest, Reply, Request};
use crate::desk::{Counter, perform};
use crate::domain::people::{HandOver, IdentityCheck};
use crate::domain::secret::Secret;
use crate::domain::time::Moment;

/// Gives Claire Martineau a provisional code at the counter, as an agent would; her login id and
/// the code, or nothing where the counter refuses.
pub fn family_with_code(counter: &mut Counter, now: Moment) -> Option<(String, String)> {
    let (code, secret) = ("sle".to_owned(), Secret::new(SECRET.to_owned()));
    perform(counter, now, Request::SignIn { code, secret });
    let given = give(counter, now);
    perform(counter, now, Request::Lock);
    given
}

fn give(counter: &mut Counter, now: Moment) -> Option<(String, String)> {
    let find = Request::Find { text: "martineau claire".to_owned() };
    let Reply::Found(found) = perform(counter, now, find) else { return None };
    let family = found.rows.first()?.id;
    let step = AccessStep::OnlinePayment { joined: true };
    perform(counter, now, Request::RecordStep { family, step }); // refused where nobody asks for it
    let Reply::Access(view) = perform(counter, now, Request::OpenAccess(family)) else {
        return None;
    };
    let lifts = view.account.blocks.iter().map(|block| block.id).collect();
    let (identity, reason) = (IdentityCheck::IdentityCard, String::new());
    let replaces = view.credential;
    let issue = IssueCodeRequest { family, lifts, identity, replaces, reason };
    let Reply::CodeIssued(issued) = perform(counter, now, Request::IssueCode(issue)) else {
        return None;
    };
    let how = HandOver::Shown;
    perform(counter, now, Request::HandOver { family, credential: issued.credential, how });
    Some((view.login, issued.code.reveal().to_owned()))
}
