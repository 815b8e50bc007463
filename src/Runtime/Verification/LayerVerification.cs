using System;
using NormGen.Verification;

namespace NormGen;

/// <summary>
/// Checks a layer, as it was compiled and on the machine at hand, against <see cref="Reference"/>: every pass that it has, on
/// random and on nasty data (huge means, outliers, constants, subnormal numbers, NaN and infinity), with the layer's own parameters
/// and with random ones, for several batches and sizes, into other memory and in place. Each element of each result must lie within
/// the error bound that is promised for it.
/// </summary>
/// <remarks>
/// Meant for a test or for the start of a program; a layer takes a fraction of a second. The calls go through
/// <see cref="NormalizationLayer.RunPass"/> with the layer's <see cref="NormalizationLayer.MaxDegreeOfParallelism"/>. The same layer
/// and options give the same report every time. The layer must not be used by another thread meanwhile.
/// </remarks>
/// <example>
/// A test that fails, with all that is needed to see why, when a pass of a layer is wrong:
/// <code>
/// [BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Relu)]
/// public partial class StemNorm;
///
/// VerificationReport report = LayerVerification.Verify(new StemNorm());
/// Console.WriteLine(report);   // a line for each pass: how many trials, and the worst error in units of its bound
/// </code>
/// </example>
public static class LayerVerification
{
    /// <summary>Verifies a layer with the default options.</summary>
    /// <param name="layer">
    /// The layer. Afterwards it is exactly as before: parameters, gradients, statistics, and what <c>Backward</c> needs of the last
    /// <c>Forward</c>.
    /// </param>
    /// <returns>How near each pass came to its bounds.</returns>
    /// <exception cref="VerificationException">A result is past its bound, or is not what it must be bit for bit.</exception>
    /// <exception cref="NotSupportedException">There is no reference for a layer of this kind.</exception>
    public static VerificationReport Verify(NormalizationLayer layer) => Verify(layer, new VerificationOptions());

    /// <summary>Verifies a layer.</summary>
    /// <param name="layer">
    /// The layer. Afterwards it is exactly as before: parameters, gradients, statistics, and what <c>Backward</c> needs of the last
    /// <c>Forward</c>.
    /// </param>
    /// <param name="options">The seed, the sizes and how much to do.</param>
    /// <returns>How near each pass came to its bounds.</returns>
    /// <exception cref="ArgumentException">The options ask for a size that is none.</exception>
    /// <exception cref="VerificationException">A result is past its bound, or is not what it must be bit for bit.</exception>
    /// <exception cref="NotSupportedException">There is no reference for a layer of this kind.</exception>
    public static VerificationReport Verify(NormalizationLayer layer, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(options);
        var verifier = LayerVerifiers.Of(layer);
        var plan = TrialPlan.Of(layer.State.Shape, options);
        var log = new TrialLog(layer.State.Shape.Layer);
        var restore = layer.State.Remember();
        try
        {
            foreach (var planned in plan)
            {
                restore();
                var trial = verifier.Draw(planned);
                if (!planned.OwnParameters)
                {
                    verifier.UseRandomParameters(trial);
                }

                verifier.Run(trial, log);
            }
        }
        finally
        {
            restore();
        }

        return log.Report(verifier.Passes);
    }
}
