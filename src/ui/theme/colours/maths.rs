//! How colours look to people: contrast (WCAG 2), distance (CIEDE2000), and what is left of both
//! for the colour-blind (Machado, Oliveira and Fernandes 2009, severity 1).

use crate::domain::legend::Rgb;

/// How somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eye {
    Normal,
    Protan,
    Deutan,
    Tritan,
}

impl Eye {
    pub const ALL: [Self; 4] = [Self::Normal, Self::Protan, Self::Deutan, Self::Tritan];

    /// Machado's matrix on linear red, green and blue.
    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// The colour in linear light, from 0 to 1.
fn linear(Rgb(r, g, b): Rgb) -> [f64; 3] {
    [r, g, b].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// WCAG's relative luminance.
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG's contrast ratio, from 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How far apart two colours are for an eye: a distance of 1 is just seen, 10 at a glance.
pub fn distance(one: Rgb, other: Rgb, eye: Eye) -> f64 {
    ciede2000(lab(one, eye), lab(other, eye))
}

/// CIE L*a*b* under D65, of what an eye makes of a colour.
fn lab(colour: Rgb, eye: Eye) -> [f64; 3] {
    const TO_XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let seen = times(eye.matrix(), linear(colour)).map(|channel| channel.clamp(0.0, 1.0));
    let [x, y, z] = times(TO_XYZ, seen);
    let f = |t: f64| {
        if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 }
    };
    let (x, y, z) = (f(x / 0.950_47), f(y), f(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The angle of a hue, in degrees from 0 to 360.
fn hue(a: f64, b: f64) -> f64 {
    if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) }
}

fn cosine(degrees: f64) -> f64 {
    degrees.to_radians().cos()
}

/// The colour difference of CIE 142, as Sharma, Wu and Dalal (2005) spell it out.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let stretch = 1.0 + 0.5 * (1.0 - seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let middle = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => f64::midpoint(sum, 360.0),
        sum => f64::midpoint(sum, -360.0),
    };
    let (lightness, chroma) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let t = 1.0 - 0.17 * cosine(middle - 30.0)
        + 0.24 * cosine(2.0 * middle)
        + 0.32 * cosine(3.0 * middle + 6.0)
        - 0.20 * cosine(4.0 * middle - 63.0);
    let away = (lightness - 50.0).powi(2);
    let scale_l = 1.0 + 0.015 * away / (20.0 + away).sqrt();
    let (scale_c, scale_h) = (1.0 + 0.045 * chroma, 1.0 + 0.015 * chroma * t);
    let bend = 60.0 * (-((middle - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * seventh(chroma) * bend.to_radians().sin();
    let by_l = (l2 - l1) / scale_l;
    let by_c = (c2 - c1) / scale_c;
    let by_h = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / scale_h;
    (by_l.powi(2) + by_c.powi(2) + by_h.powi(2) + rotation * by_c * by_h).sqrt()
}

/// Vectors of Sharma, Wu and Dalal's table, one for each bend of the formula.
#[test]
fn the_distance_is_that_of_the_published_table() {
    for (one, other, wanted) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([22.7233, 20.0904, -46.6940], [23.0331, 14.9730, -42.5619], 2.0373),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = ciede2000(one, other);
        assert!((found - wanted).abs() < 0.000_05, "{one:?} {other:?}: {found:.4}, {wanted}");
    }
}

#[test]
fn contrast_goes_from_one_to_twenty_one() {
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    for (one, other, wanted) in
        [(black, white, 21.0), (white, white, 1.0), (Rgb(0x76, 0x76, 0x76), white, 4.54)]
    {
        assert!((contrast(one, other) - wanted).abs() < 0.005);
    }
}
