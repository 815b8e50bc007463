using System;
using System.Globalization;

namespace NormGen.Tool;

/// <summary>Numbers as C# and as readers have them, in no culture of the machine's.</summary>
internal static class Numbers
{
    private const double Kibi = 1024;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB"];

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that is this float: <c>1e-5</c>, <c>0.001</c>.</summary>
    public static string Text(float number) =>
        number.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal)
            .Replace('E', 'e');

    /// <summary>A number with its thousands apart.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An amount of memory: <c>784 KiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= Kibi && unit < Units.Length - 1; unit++)
        {
            bytes /= Kibi;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.##} {Units[unit]}");
    }
}
