using System;

namespace NormGen.Reference;

/// <summary>The error function in double, which .NET does not have.</summary>
/// <remarks>
/// Next to 0 the series of Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6, whose terms are all of one sign; beyond 2 the
/// continued fraction 7.1.14 of the complement, in the even form that its convergents of even order make. Both are correct to a few
/// units in the last place of a double, the complement next to where they meet to a hundred.
/// </remarks>
public static class ErrorFunctionReference
{
    private const double SeriesUpTo = 2;

    // The fraction is most in need of terms at 2: with this many it has settled there.
    private const int FractionTerms = 60;

    // Beyond this the complement is below the least double.
    private const double Vanished = 28;

    /// <summary>erf x = 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x.</summary>
    /// <param name="x">Where; NaN gives NaN.</param>
    /// <returns>The value, from -1 to 1.</returns>
    public static double Value(double x) => Math.Abs(x) <= SeriesUpTo ? Series(x) : x > 0 ? 1 - Complement(x) : Complement(-x) - 1;

    /// <summary>erfc x = 1 - erf x, precise where it is small.</summary>
    /// <param name="x">Where; NaN gives NaN.</param>
    /// <returns>The value, from 0 to 2.</returns>
    public static double Complement(double x) => x switch
    {
        >= -SeriesUpTo and <= SeriesUpTo => 1 - Series(x),
        <= -Vanished => 2,
        < 0 => 2 - Fraction(-x),
        >= Vanished => 0,
        _ => Fraction(x),
    };

    /// <summary>2 / sqrt(pi) e^-x^2 times the sum over n of 2^n x^(2n + 1) / (1 * 3 * ... * (2n + 1)).</summary>
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>2x e^-x^2 / sqrt(pi) times 1 / (2x^2 + 1 - 1 * 2 / (2x^2 + 5 - 3 * 4 / (2x^2 + 9 - ...))).</summary>
    private static double Fraction(double x)
    {
        var square = 2 * x * x;
        var denominator = square + (4 * FractionTerms) + 1;
        for (var n = FractionTerms; n > 0; n--)
        {
            denominator = square + (4 * (n - 1)) + 1 - ((2 * n) - 1) * (2.0 * n) / denominator;
        }

        return 2 * x * Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * denominator);
    }
}
