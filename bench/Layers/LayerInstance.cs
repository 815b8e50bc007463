using System;
using NormGen.Bench.Memory;

namespace NormGen.Bench.Layers;

/// <summary>
/// An instance of a declared layer, with its passes as delegates: one indirect call away from what a user writes.
/// </summary>
internal sealed class LayerInstance
{
    private readonly NormalizationLayer layer;

    /// <param name="type">The declared layer.</param>
    /// <param name="threads">How many threads its passes may use.</param>
    public LayerInstance(Type type, int threads)
    {
        layer = (NormalizationLayer)Activator.CreateInstance(type)!;
        layer.MaxDegreeOfParallelism = threads;
        SetParameters();
        Forward = Bind<ForwardCall>(layer, nameof(Forward));
        Backward = Bind<BackwardCall>(layer, nameof(Backward));
        Infer = Bind<ForwardCall>(type.GetMethod("Freeze")!.Invoke(layer, null)!, nameof(Infer));
    }

    /// <summary>The frozen layer's inference.</summary>
    public ForwardCall Infer { get; }

    public ForwardCall Forward { get; }

    public BackwardCall Backward { get; }

    private static TDelegate Bind<TDelegate>(object target, string method)
        where TDelegate : Delegate
    {
        var signature = Array.ConvertAll(typeof(TDelegate).GetMethod("Invoke")!.GetParameters(), p => p.ParameterType);
        return target.GetType().GetMethod(method, signature)!.CreateDelegate<TDelegate>(target);
    }

    // Normal values about 1 for scales and variances, about 0 for shifts and means.
    private void SetParameters()
    {
        for (var index = 0; index < layer.Parameters.Count; index++)
        {
            var parameter = layer.Parameters[index];
            var values = parameter.Value.Span;
            NormalValues.Fill(values, seed: 100 + index);
            var centre = parameter.Name is "weight" or "running_var" ? 1f : 0f;
            foreach (ref var value in values)
            {
                value = centre + (0.1f * value);
            }
        }
    }
}
