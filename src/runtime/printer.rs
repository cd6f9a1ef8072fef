//! The station's printer: nothing, a folder, a device, or a socket.
//!
//! A folder receives plain text, for whoever has no ticket printer or wants to look; a device and a
//! socket receive the printer's own bytes. A printer that fails is told, and nothing is lost.

use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use zeroize::Zeroizing;

use super::trouble;
use super::witness::private;
use super::worker::Printer;
use crate::print::escpos;
use crate::ui::msg::Paper;

/// How long a socket may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Names tried before giving up, where somebody else filled the folder.
const MOST_TRIES: usize = 10_000;

/// Where the station prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outlet {
    /// Nowhere: receipts are read on the screen, codes shown on it.
    #[default]
    Nothing,
    /// Text files, one a print.
    Folder(PathBuf),
    /// A device such as `/dev/usb/lp0`.
    Device(PathBuf),
    /// A printer on the network, `HOST:PORT`.
    Socket(String),
}

impl FromStr for Outlet {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "none" => Ok(Self::Nothing),
            Some(("file", folder)) if !folder.is_empty() => Ok(Self::Folder(folder.into())),
            Some(("device", path)) if !path.is_empty() => Ok(Self::Device(path.into())),
            Some(("tcp", address)) if is_address(address) => Ok(Self::Socket(address.to_owned())),
            _ => {
                Err("attendu\u{a0}: none, file:DOSSIER, device:CHEMIN ou tcp:HÔTE:PORT".to_owned())
            }
        }
    }
}

fn is_address(address: &str) -> bool {
    let parts = address.rsplit_once(':');
    parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}

impl Outlet {
    /// Whether anything comes out.
    pub fn prints(&self) -> bool {
        *self != Self::Nothing
    }
}

impl Printer for Outlet {
    fn print(&mut self, paper: Paper) -> Result<(), String> {
        let text = Zeroizing::new(match paper {
            Paper::Receipt(_, lines) | Paper::Closing(lines) | Paper::Page(lines) => {
                lines.join("\n")
            }
            Paper::Slip(slip) => slip.reveal().to_owned(),
        });
        let bytes = || Zeroizing::new(escpos::encode(text.lines()));
        let printed = match self {
            Self::Nothing => return Err("Aucune imprimante sur ce poste.".to_owned()),
            Self::Folder(folder) => into_folder(folder, &text),
            Self::Device(path) => into_device(path, &bytes()),
            Self::Socket(address) => into_socket(address, &bytes()),
        };
        printed.map_err(|error| format!("Imprimante muette ({}).", trouble::in_french(&error)))
    }
}

/// The next free `impression-0001.txt`.
fn into_folder(folder: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let taken = std::fs::read_dir(folder)?.count();
    let free = (taken + 1..=taken + MOST_TRIES)
        .map(|n| folder.join(format!("impression-{n:04}.txt")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join("impression.txt"));
    let mut file = private(&free)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

fn into_device(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut device = std::fs::OpenOptions::new().write(true).open(path)?;
    device.write_all(bytes)?;
    device.flush()
}

fn into_socket(address: &str, bytes: &[u8]) -> std::io::Result<()> {
    use std::net::ToSocketAddrs;
    let unknown = || std::io::Error::new(std::io::ErrorKind::NotFound, "adresse inconnue");
    let target = address.to_socket_addrs()?.next().ok_or_else(unknown)?;
    let mut socket = TcpStream::connect_timeout(&target, PATIENCE)?;
    socket.set_write_timeout(Some(PATIENCE))?;
    socket.write_all(bytes)?;
    socket.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::Secret;
    use std::io::Read;

    #[test]
    fn an_outlet_is_read_or_refused() {
        for (text, outlet) in [
            ("none", Outlet::Nothing),
            ("file:sortie", Outlet::Folder("sortie".into())),
            ("device:/dev/usb/lp0", Outlet::Device("/dev/usb/lp0".into())),
            ("tcp:10.0.0.9:9100", Outlet::Socket("10.0.0.9:9100".to_owned())),
        ] {
            assert_eq!(text.parse(), Ok(outlet));
        }
        for text in ["", "file:", "tcp:hôte", "tcp::9100", "tcp:hôte:99999", "cups:file"] {
            assert!(text.parse::<Outlet>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_folder_keeps_each_print_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut outlet = Outlet::Folder(folder.path().join("sortie"));
        for text in ["un", "deux"] {
            outlet.print(Paper::Slip(Secret::new(text.to_owned()))).unwrap();
        }
        let read = |n| std::fs::read_to_string(folder.path().join(format!("sortie/{n}"))).unwrap();
        assert_eq!(read("impression-0001.txt"), "un\n");
        assert_eq!(read("impression-0002.txt"), "deux\n");
    }

    #[test]
    fn a_socket_receives_the_printers_bytes_and_its_silence_is_told() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let mut outlet = Outlet::Socket(address);
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            listener.accept().unwrap().0.read_to_end(&mut bytes).unwrap();
            bytes
        });
        outlet.print(Paper::Slip(Secret::new("12 €".to_owned()))).unwrap();
        assert_eq!(reader.join().unwrap(), escpos::encode(["12 €"]));
        assert!(outlet.print(Paper::Slip(Secret::default())).unwrap_err().contains("muette"));
        assert!(Outlet::Nothing.print(Paper::Slip(Secret::default())).is_err());
    }
}
