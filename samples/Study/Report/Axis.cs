using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>An axis of a chart before it is known how far it goes.</summary>
/// <param name="Label">What it measures, and in what unit.</param>
internal sealed record Axis(string Label)
{
    public bool IsLogarithmic { get; init; }

    /// <summary>Where it has marks; chosen from the values where none are given.</summary>
    public IReadOnlyList<double> Ticks { get; init; } = [];

    /// <summary>The axis for some values.</summary>
    public FittedAxis Fit(IEnumerable<double> values)
    {
        var all = values.Concat(Ticks).Where(value => !IsLogarithmic || value > 0).DefaultIfEmpty(1).ToList();
        var (least, most) = (all.Min(), all.Max());
        if (IsLogarithmic)
        {
            return Ticks.Count > 0 ? new(true, least, Math.Max(most, least * 2), Ticks) : Decades(least, most);
        }

        var step = NiceStep((most - least) / 5);
        var (first, last) = ((long)Math.Floor(least / step), (long)Math.Ceiling(most / step));
        last = Math.Max(last, first + 1);
        if (Ticks.Count > 0)
        {
            return new(false, least, Math.Max(most, least + step), Ticks);
        }

        return new(false, first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    private static FittedAxis Decades(double least, double most)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(least)), (int)Math.Ceiling(Math.Log10(most)));
        last = Math.Max(last, first + 1);
        var step = Math.Max(1, (last - first + 7) / 8);
        return new(
            true,
            Math.Pow(10, first),
            Math.Pow(10, last),
            [.. Enumerable.Range(0, (last - first) / step + 1).Select(i => Math.Pow(10, first + i * step))]);
    }

    /// <summary>The next of 1, 2, 5, 10, ... above a step.</summary>
    private static double NiceStep(double step)
    {
        if (!(step > 0))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return new[] { 1, 2, 5, 10 }.First(factor => factor * power >= step * 0.999) * power;
    }
}

/// <summary>An axis that goes from one value to another.</summary>
internal sealed record FittedAxis(bool IsLogarithmic, double Least, double Most, IReadOnlyList<double> Ticks)
{
    /// <summary>Where a value lies between the ends, 0 to 1.</summary>
    public double Place(double value) => IsLogarithmic
        ? Math.Log(Math.Max(value, Least) / Least) / Math.Log(Most / Least)
        : (value - Least) / (Most - Least);

    public string Text(double tick) => IsLogarithmic && (tick is >= 1e5 or < 1e-3)
        ? "1e" + Math.Round(Math.Log10(tick)).ToString(CultureInfo.InvariantCulture)
        : Math.Round(tick, 10).ToString("0.####", CultureInfo.InvariantCulture);
}
