using System;
using System.Linq;
using System.Reflection;

namespace NormGen.Tool.Verifying;

/// <summary>What the verification of a layer came to.</summary>
/// <param name="Layer">The layer's type.</param>
/// <param name="Report">How near it came to its bounds; null where it failed.</param>
/// <param name="Failure">Why it failed; empty where it did not.</param>
internal sealed record LayerVerdict(Type Layer, VerificationReport? Report, string Failure)
{
    /// <summary>The pass that came nearest to its bound; null where the layer failed.</summary>
    public PassReport? Worst => Report?.Passes.MaxBy(pass => pass.WorstError);

    /// <summary>Constructs a layer and verifies it.</summary>
    public static LayerVerdict Of(Type type, VerificationOptions options)
    {
        try
        {
            var layer = (NormalizationLayer)Activator.CreateInstance(type, nonPublic: true)!;
            return new(type, LayerVerification.Verify(layer, options), "");
        }
        catch (VerificationException exception)
        {
            return new(type, null, exception.Message);
        }
        catch (Exception exception) when (exception is TargetInvocationException or MissingMethodException or TypeLoadException)
        {
            return new(type, null, "cannot be constructed: " + (exception.InnerException ?? exception).Message);
        }
        catch (NotSupportedException exception)
        {
            return new(type, null, exception.Message);
        }
    }
}
