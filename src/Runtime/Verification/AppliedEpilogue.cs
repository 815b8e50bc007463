using System;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>
/// A user's function, with the layer's parameter, at values that are known up to their bounds. The promise is about the value before the
/// function: of the function itself nothing is known but what it gives. So it is asked at several places within twice the bound, and what
/// it gives there says how far a result may be off; 8u of the result are for its own rounding. Where it is a number at one place
/// and none at another, nothing is required.
/// </summary>
internal sealed class AppliedEpilogue(EpilogueFunction function, float parameter)
{
    // Of the way to twice the bound, on either side.
    private static readonly double[] Places = [-1, -0.5, -0.25, -0.125, 0.125, 0.25, 0.5, 1];

    /// <summary>The outputs that are due, and their bounds.</summary>
    public (double[] Values, double[] Bounds) Output(PreActivation value) => At(value, x => function.Value(x, parameter));

    /// <summary>The derivatives, and how far they may be off.</summary>
    public (double[] Values, double[] Bounds) Derivative(PreActivation value) => At(value, x => function.Derivative(x, parameter));

    private static (double[] Values, double[] Bounds) At(PreActivation value, Func<float, float> result)
    {
        var (values, bounds) = (new double[value.Values.Length], new double[value.Values.Length]);
        for (var index = 0; index < values.Length; index++)
        {
            var (x, reach) = (value.Values[index], 2 * value.Bounds[index]);
            var center = result((float)x);
            var around = double.IsFinite(x) ? Places.Select(place => result((float)(x + (place * reach)))).ToArray() : [];
            values[index] = center;
            bounds[index] = around.All(other => float.IsFinite(other) == float.IsFinite(center))
                ? around.Where(float.IsFinite).Select(other => Math.Abs((double)other - center)).DefaultIfEmpty(0).Max() + Rounding(center)
                : double.PositiveInfinity;
        }

        return (values, bounds);
    }

    private static double Rounding(float result) => float.IsFinite(result) ? (8 * ErrorBounds.U * Math.Abs(result)) + ErrorBounds.Spacing : 0;
}
