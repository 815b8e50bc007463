using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NormGen.Bench.Suite;

/// <summary>
/// What careful hand-written AVX-512 C takes at the suite's rows, as multiples of a copy: one loop in intrinsics per shape, float
/// statistics, aligned memory, one thread, warm caches (HandC.csv).
/// </summary>
internal static class HandWrittenC
{
    private static readonly Dictionary<string, double> Rows = Read().ToDictionary();

    /// <summary>The multiple at a row; null where none was written.</summary>
    public static double? At(Row row) => Rows.TryGetValue(row.ToString(), out var multiple) ? multiple : null;

    /// <summary>The multiple at the same row with the axes in the other order.</summary>
    public static double? AtOtherLayout(Row row)
    {
        var other = row.LayoutName switch { "NCHW" => "NHWC", "NHWC" => "NCHW", var same => same };
        return Rows.TryGetValue(row.Name(other), out var multiple) ? multiple : null;
    }

    private static IEnumerable<KeyValuePair<string, double>> Read()
    {
        using var reader = new StreamReader(typeof(HandWrittenC).Assembly.GetManifestResourceStream("HandC.csv")!);
        return
        [
            .. from line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
               let cells = line.Split(',')
               where cells[5].Length > 0
               select KeyValuePair.Create(string.Join(' ', cells[..4]), double.Parse(cells[5], CultureInfo.InvariantCulture)),
        ];
    }
}
