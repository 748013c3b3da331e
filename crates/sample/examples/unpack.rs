//! Writes the sample workspace below a folder, to look at: `cargo run -p sample --example unpack -- FOLDER`.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    for file in sample::files()? {
        let path = Path::new(&folder).join(&file.path);
        std::fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
        std::fs::write(path, file.bytes)?;
    }
    std::fs::write(Path::new(&folder).join("sanctions.csv"), sample::sanctions())?;
    Ok(())
}
