using System;
using System.Collections.Generic;
using NormGen.Samples.Digits;

namespace NormGen.Samples.Study.Training;

/// <summary>Images as a worse scanner would have them.</summary>
internal static class Contrast
{
    private const float Grey = 0.5f;

    public static IReadOnlyList<double> Levels { get; } = [1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1];

    /// <summary>Fainter ink on white paper: level times the value.</summary>
    public static DigitSet Faint(DigitSet digits, double level) =>
        new(Array.ConvertAll(digits.Pixels, value => (float)level * value), digits.Labels);

    /// <summary>Ink and paper drawn towards grey: grey + level (value - grey).</summary>
    public static DigitSet Greyed(DigitSet digits, double level) =>
        new(Array.ConvertAll(digits.Pixels, value => Grey + (float)level * (value - Grey)), digits.Labels);
}
