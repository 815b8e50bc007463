using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Numbers and lists in sentences.</summary>
internal static class Wording
{
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A number to two places.</summary>
    public static string Rounded(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A number as "3.1", "0.0042" or "2.1e-07".</summary>
    public static string Short(double value) => Math.Abs(value) is >= 1e-3 and < 1e4 or 0
        ? value.ToString("G3", CultureInfo.InvariantCulture)
        : value.ToString("0.0e+00", CultureInfo.InvariantCulture);

    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:F1} %");

    /// <summary>"a, b and c".</summary>
    public static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count switch
        {
            0 => "none",
            1 => all[0],
            _ => string.Join(", ", all.Take(all.Count - 1)) + " and " + all[^1],
        };
    }

    /// <summary>A sentence begins with a capital.</summary>
    public static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
