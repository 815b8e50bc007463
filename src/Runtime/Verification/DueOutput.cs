using System;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>What a layer is to store, and its bounds: after an activation or a user's function, and after quantization.</summary>
/// <param name="Values">The values that are due.</param>
/// <param name="Bounds">How far each may be off.</param>
internal sealed record DueOutput(double[] Values, double[] Bounds)
{
    /// <param name="state">What was set at run time.</param>
    /// <param name="traits">What is declared.</param>
    /// <param name="value">The value before the activation.</param>
    /// <param name="activated">What the reference gives after the activation; where there is a user's function, before it.</param>
    public static DueOutput Of(LayerState state, LayerTraits traits, PreActivation value, double[] activated)
    {
        var due = new DueOutput(activated, ErrorBounds.Output(value, traits.Activation));
        if (traits.Epilogue is { } function)
        {
            var applied = new AppliedEpilogue(function, state.EpilogueParameter).Output(value);
            due = new DueOutput(applied.Values, applied.Bounds);
        }

        return traits.IsQuantized ? due.Quantized(state, traits.Quantization) : due;
    }

    /// <summary>
    /// Quantization never turns an order around: what comes of the ends of a bound are the ends of what is right. A bound of two
    /// units in the last place more is for the rounding of the quotient.
    /// </summary>
    private DueOutput Quantized(LayerState state, Quantization quantization)
    {
        var (values, bounds) = (new double[Values.Length], new double[Values.Length]);
        for (var index = 0; index < values.Length; index++)
        {
            var reach = Bounds[index] + (2 * ErrorBounds.U * Math.Abs(Values[index]));
            var isBounded = double.IsFinite(reach);
            var low = QuantizedReference.Of(isBounded ? Values[index] - reach : Values[index], state.OutputScale, state.OutputZeroPoint, quantization);
            var high = QuantizedReference.Of(isBounded ? Values[index] + reach : Values[index], state.OutputScale, state.OutputZeroPoint, quantization);
            values[index] = (low + high) / 2.0;
            bounds[index] = double.IsPositiveInfinity(Bounds[index]) ? double.PositiveInfinity : (high - low) / 2.0;
        }

        return new DueOutput(values, bounds);
    }
}
