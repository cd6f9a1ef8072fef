//! What terminals make of a palette's numbers.

use crate::domain::legend::Rgb;

/// The sixteen colours of a terminal.
pub type Sixteen = [u32; 16];

/// The virtual console of Linux: what sixteen colours are promised on.
pub const LINUX: Sixteen = [
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
    0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];

/// Palettes that anybody may have chosen: nothing can be promised there.
pub const OTHERS: [(&str, Sixteen); 4] = [
    (
        "conhost",
        [
            0x00_0000, 0x80_0000, 0x00_8000, 0x80_8000, 0x00_0080, 0x80_0080, 0x00_8080, 0xc0_c0c0,
            0x80_8080, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x00_00ff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
    ),
    (
        "Campbell",
        [
            0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
            0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
        ],
    ),
    (
        "Tango",
        [
            0x00_0000, 0xcc_0000, 0x4e_9a06, 0xc4_a000, 0x34_65a4, 0x75_507b, 0x06_989a, 0xd3_d7cf,
            0x55_5753, 0xef_2929, 0x8a_e234, 0xfc_e94f, 0x72_9fcf, 0xad_7fa8, 0x34_e2e2, 0xee_eeec,
        ],
    ),
    (
        "xterm",
        [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
            0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
    ),
];

/// `0xRRGGBB`.
pub fn rgb(number: u32) -> Rgb {
    let [_, r, g, b] = number.to_be_bytes();
    Rgb(r, g, b)
}

/// The fixed entries of the 256 colours: a cube of six steps a side, then 24 greys.
pub fn indexed(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        16..=231 => {
            let place = usize::from(index - 16);
            Rgb(STEPS[place / 36], STEPS[place / 6 % 6], STEPS[place % 6])
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
        _ => panic!("{index} is whatever the user's theme says"),
    }
}

#[test]
fn the_cube_and_the_greys_are_xterms() {
    for (index, wanted) in
        [(16, 0x00_0000), (25, 0x00_5faf), (214, 0xff_af00), (231, 0xff_ffff), (232, 0x08_0808)]
    {
        assert_eq!(indexed(index), rgb(wanted), "{index}");
    }
    assert_eq!(indexed(255), rgb(0xee_eeee));
}
