namespace NormGen.Kernels.Tests.Verification;

/// <summary>A layer that does what another does, and then spoils something.</summary>
internal sealed class FaultyLayer(NormalizationLayer sound, Pass spoiled, FaultyLayer.Spoil spoil)
    : NormalizationLayer(sound.State)
{
    /// <summary>Spoils results of a pass that has run.</summary>
    public delegate void Spoil(in PassTensors tensors);

    /// <summary>How often the pass runs well before it is spoiled.</summary>
    public int SoundRuns { get; set; }

    public override void RunPass(Pass pass, in PassTensors tensors)
    {
        sound.RunPass(pass, tensors);
        if (pass == spoiled && SoundRuns-- <= 0)
        {
            spoil(tensors);
        }
    }
}
